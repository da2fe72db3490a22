"""Why a file of an archive is not taken: one sentence, and the rest goes on."""


class ImportProblem(Exception):
    def __init__(self, file_name: str, sentence: str, line: int | None = None) -> None:
        super().__init__(f"{file_name}: {sentence}")
        self.file_name = file_name
        self.sentence = sentence
        self.line = line
