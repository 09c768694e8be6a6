"""What follows from the book's address and from that of its sources; nothing while both are empty.

They stand in `dlf/claims/address.py`, for the package and the book alike.
"""

from dlf.claims import address

BRANCH = "main"
LAUNCH = {
    "notebook_interface": "jupyterlab",
    "binderhub_url": "https://mybinder.org",
    "colab_url": "https://colab.research.google.com",
}


def follow_address(app, config):
    """The canonical address of each page; buttons to the sources and to run a chapter elsewhere."""
    if address.BOOK:
        config.html_baseurl = address.BOOK
    if address.REPOSITORY:
        config.html_theme_options |= {
            "repository_url": address.REPOSITORY,
            "repository_branch": BRANCH,
            "use_repository_button": True,
            "use_issues_button": True,
            "launch_buttons": dict(LAUNCH),
        }
