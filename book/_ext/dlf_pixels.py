"""Figures of cells have two pixels for one of the page: sharp on good screens and on paper."""

import re

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

OF_A_CELL = re.compile(r'src="((?:\.\./)*_images/[0-9a-f]{64}\.png)"')


class ForgetSizes(SphinxPostTransform):
    """The page says how wide a picture is: a size in pixels would keep it from shrinking."""

    default_priority = 7  # after the format of each output has been chosen, and copied by a glance

    def run(self):
        for image in self.document.findall(nodes.image):
            for size in {"width", "height"} & image.attributes.keys():
                del image[size]


def double(app, pagename, templatename, context, doctree):
    """Say of each picture that it has two; its size on the page is half of the file's."""
    if body := context.get("body"):
        context["body"] = OF_A_CELL.sub(r'src="\1" srcset="\1 2x"', body)


def setup(app):
    app.add_post_transform(ForgetSizes)
    app.connect("html-page-context", double)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
