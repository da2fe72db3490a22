"""Posts in the words of schema.org, of what their page has loaded."""

from datetime import datetime

from django.db.models import prefetch_related_objects

from events.linked_data import PICTURES, event_node, organization
from events.linked_media import moment, picture
from events.models import Community
from events.photos import cover_photo
from posts.models import Post
from posts.story import Story, covers_of
from techparty_site.lib.languages import language_of
from techparty_site.lib.linked_data import Addresses, Node, told

HEADLINE = 110  # characters; search engines cut a longer one


def post_node(post: Post, story: Story, community: Community, addresses: Addresses) -> Node:
    prefetch_related_objects([post], "tags")
    path = post.get_absolute_url()
    publisher = organization(community, addresses)
    covers = (cover_photo(cover, story.events) for cover in covers_of(post, story.events))
    photos = [photo for photo in covers if photo] or story.photos
    return told(
        {
            "@type": "Article" if post.kind == Post.Kind.ARTICLE else "BlogPosting",
            "@id": addresses.name(path, "post"),
            "headline": post.title[:HEADLINE],
            "description": post.summary,
            "url": addresses(path),
            "mainEntityOfPage": addresses(path),
            "datePublished": moment(post.published_at) if post.published_at else None,
            "dateModified": moment(last_change(post)),
            "author": {"@type": "Person", "name": post.byline} if post.byline else publisher,
            "publisher": publisher,
            "about": [event_node(event, addresses) for event in story.events],
            "image": [picture(photo, addresses) for photo in photos[:PICTURES]],
            "articleSection": str(post.get_kind_display()),
            "keywords": [tag.name for tag in post.tags.all()],
            "inLanguage": language_of(f"{post.title} {post.summary}"),
            "isAccessibleForFree": True,
        }
    )


def last_change(post: Post) -> datetime:
    """A post that waited for its time changed when it appeared."""
    return max(post.updated_at, post.published_at or post.updated_at)
