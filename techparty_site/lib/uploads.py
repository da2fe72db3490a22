"""Files while they are received: limits that hold, names that stay, bodies that are whole.

Which files are wanted is for a subclass of `LimitedUploadHandler` to say.
"""

import contextlib
import tempfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, NoReturn

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import multipartparser

from techparty_site.lib.files import clean_name, work_prefix

if TYPE_CHECKING:
    _UploadedFile = UploadedFile[bytes]
else:
    _UploadedFile = UploadedFile


class RefusedFile(_UploadedFile):
    """Stands in a form for a file of which nothing was kept, so that the other fields stay.

    Every form field asks a file for its size, and gets the reason instead.
    """

    def __init__(self, name: str, reason: ValidationError) -> None:
        self.reason = reason
        super().__init__(BytesIO(), name)

    @property
    def size(self) -> NoReturn:
        raise self.reason

    @size.setter
    def size(self, value: Any) -> None:
        pass


class ReceivedFile(TemporaryUploadedFile):
    """A file in WORK_DIR under a name of ours; storing it moves it away."""

    def __init__(self, name: str, content_type: str, charset: str | None, extra: Any) -> None:
        file: Any = tempfile.NamedTemporaryFile(  # noqa: SIM115 - the request closes it
            prefix=work_prefix(), dir=settings.WORK_DIR
        )
        UploadedFile.__init__(self, file, name, content_type, 0, charset, extra)

    def discard(self) -> None:
        with contextlib.suppress(OSError):  # what was not written yet goes to no full disk
            self.close()


class LimitedUploadHandler(FileUploadHandler):
    """Writes to WORK_DIR and stops at the limit; what follows is read and thrown away.

    So the form comes back with what was typed, and the browser gets to see it: it shows a broken
    connection when the answer comes while it still sends.
    """

    request_limit: int  # bytes of a whole request
    received: ReceivedFile | None = None
    reason: ValidationError | None = None
    error: OSError | None = None  # of the disk; raised once everything has arrived

    def limit_of(self, name: str) -> int:
        """How many bytes a file of this name may have; 0 when it isn't wanted at all."""
        raise NotImplementedError

    def refusal(self, name: str) -> ValidationError:
        """Why a file was not taken whose kind isn't known yet."""
        raise NotImplementedError

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        if content_length > self.request_limit:
            raise RequestDataTooBig(f"A request of {content_length} bytes")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.name = self.file_name or ""
        self.limit = 0 if self.error else self.limit_of(self.name)
        self.received = self.reason = None
        if not self.limit:
            self.refuse()
            return
        with self.noting_disk_errors():
            self.received = ReceivedFile(
                self.name, self.content_type or "", self.charset, self.content_type_extra
            )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if not self.received:
            return
        if start + len(raw_data) > self.limit:
            self.refuse()
            return
        with self.noting_disk_errors():
            self.received.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        if self.reason:
            return RefusedFile(self.name, self.reason)
        if self.received:
            with self.noting_disk_errors():
                self.received.seek(0)  # writes what is still in memory
                self.received.size = file_size
        received, self.received = self.received, None
        return received

    def upload_complete(self) -> None:
        if self.error:
            raise self.error

    def upload_interrupted(self) -> None:
        if self.received:
            self.received.discard()
            self.received = None

    def refuse(self) -> None:
        self.upload_interrupted()
        self.reason = self.refusal(self.name)

    @contextlib.contextmanager
    def noting_disk_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.error = error
            self.upload_interrupted()


class MultiPartParser(multipartparser.MultiPartParser):
    """Django's own would take the joiners out of emoji and the wide blanks out of Chinese names."""

    def parse(self) -> Any:
        try:
            return super().parse()
        except BaseException:
            for handler in self._upload_handlers:  # type: ignore[attr-defined]
                handler.upload_interrupted()
            raise

    def sanitize_file_name(self, file_name: str) -> str:
        return clean_name(file_name.replace("%22", '"'))  # so browsers write a quotation mark


class WholeBody:
    """Reads a request's body, and raises OSError where it ends before its announced length.

    granian ends a body whose sender is gone like any other: half a file would pass for a whole.
    """

    def __init__(self, stream: Any, length: int) -> None:
        self.stream = stream
        self.left = length

    def read(self, size: int | None = -1) -> bytes:
        if size is None or size < 0:
            size = self.left
        return self._counted(self.stream.read(size), size)

    def readline(self, size: int | None = -1) -> bytes:
        if size is None or size < 0:
            size = self.left
        return self._counted(self.stream.readline(size), size)

    def _counted(self, data: bytes, size: int) -> bytes:
        if not data and size and self.left > 0:
            raise OSError(f"The body was cut off {self.left} bytes before its end")
        self.left -= len(data)
        return data
