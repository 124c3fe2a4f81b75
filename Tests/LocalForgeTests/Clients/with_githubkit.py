"""Drives a forge with githubkit, which refuses every reply that GitHub's schemas refuse.

Usage: with_githubkit.py BASE_URL BRANCH SHA
"""

import sys

from githubkit import GitHub
from githubkit.exception import RequestFailed

base_url, branch, sha = sys.argv[1:]
OWNER, REPO = "openxla", "compiler-release"
github = GitHub("token", base_url=base_url, http_cache=False, auto_retry=False, timeout=1200)
rest = github.rest
checked = 0


def check(response):
    """Parses the reply, which is what validates it."""
    global checked
    checked += 1
    return response.parsed_data


def refused(status, call, *arguments, **fields):
    global checked
    checked += 1
    try:
        call(*arguments, **fields)
    except RequestFailed as error:
        assert error.response.status_code == status, error
        return error.response.json()
    raise AssertionError(f"{call.__name__} was not refused")


check(rest.users.get_authenticated())
check(rest.meta.get())
check(rest.rate_limit.get())
repository = check(rest.repos.get(OWNER, REPO))
assert repository.default_branch == "main"
check(rest.repos.list_branches(OWNER, REPO))
main = check(rest.repos.get_branch(OWNER, REPO, "main"))
check(rest.repos.get_branch_rules(OWNER, REPO, "main"))
assert refused(404, rest.repos.get_branch, OWNER, REPO, "none")["message"] == "Branch not found"

check(rest.git.get_ref(OWNER, REPO, "heads/main"))
check(rest.git.list_matching_refs(OWNER, REPO, "heads/"))
refused(404, rest.git.get_ref, OWNER, REPO, "heads/none")
check(rest.git.create_ref(OWNER, REPO, ref="refs/heads/hello", sha=sha))
check(rest.git.update_ref(OWNER, REPO, "heads/hello", sha=sha, force=False))
check(rest.repos.get_commit(OWNER, REPO, sha))

pull = check(
    rest.pulls.create(OWNER, REPO, title="Roll", head=branch, base="main", body="Why", draft=False)
)
assert pull.number == 1 and pull.mergeable
duplicate = refused(422, rest.pulls.create, OWNER, REPO, title="Roll", head=branch, base="main")
assert "already exists" in duplicate["errors"][0]["message"]
check(rest.pulls.list(OWNER, REPO, head=f"{OWNER}:{branch}", state="all"))
check(rest.pulls.get(OWNER, REPO, 1))
check(rest.pulls.update(OWNER, REPO, 1, title="Roll iree"))
check(rest.pulls.list_files(OWNER, REPO, 1))
check(rest.pulls.list_commits(OWNER, REPO, 1))
check(rest.pulls.list_reviews(OWNER, REPO, 1))
check(rest.issues.get(OWNER, REPO, 1))
check(rest.issues.create_label(OWNER, REPO, name="roll", color="1a7f37", description="A roll"))
check(rest.issues.get_label(OWNER, REPO, "roll"))
check(rest.issues.list_labels_for_repo(OWNER, REPO))
check(rest.issues.add_labels(OWNER, REPO, 1, labels=["roll", "nightly"]))
check(rest.issues.list_labels_on_issue(OWNER, REPO, 1))
check(rest.issues.remove_label(OWNER, REPO, 1, "nightly"))
comment = check(rest.issues.create_comment(OWNER, REPO, 1, body="Validated"))
check(rest.issues.get_comment(OWNER, REPO, comment.id))
check(rest.issues.update_comment(OWNER, REPO, comment.id, body="Validated twice"))
check(rest.issues.list_comments(OWNER, REPO, 1))
check(rest.pulls.get(OWNER, REPO, 1))

for context in ("linux-x86_64", "linux-aarch64"):
    check(
        rest.repos.create_commit_status(
            OWNER, REPO, sha, state="success", context=context, description="green"
        )
    )
check(rest.repos.list_commit_statuses_for_ref(OWNER, REPO, sha))
combined = check(rest.repos.get_combined_status_for_ref(OWNER, REPO, sha))
assert combined.state == "success" and combined.total_count == 2
check(rest.checks.list_for_ref(OWNER, REPO, sha))
check(rest.checks.list_suites_for_ref(OWNER, REPO, sha))

refused(409, rest.pulls.merge, OWNER, REPO, 1, sha=main.commit.sha)
merged = check(rest.pulls.merge(OWNER, REPO, 1, sha=sha, merge_method="rebase"))
assert merged.merged and merged.sha == sha
refused(405, rest.pulls.merge, OWNER, REPO, 1)
assert check(rest.pulls.get(OWNER, REPO, 1)).merged
check(rest.pulls.list(OWNER, REPO, state="closed"))

release = check(
    rest.repos.create_release(OWNER, REPO, tag_name="v1", target_commitish=sha, draft=True)
)
upload = github.request(
    "POST",
    release.upload_url.split("{")[0],
    params={"name": "a.whl"},
    content=b"wheel",
    headers={"Content-Type": "application/octet-stream"},
)
assert upload.status_code == 201
(asset,) = check(rest.repos.list_release_assets(OWNER, REPO, release.id))
assert asset.state == "uploaded" and asset.digest.startswith("sha256:")
check(rest.repos.get_release_asset(OWNER, REPO, asset.id))
check(rest.repos.update_release_asset(OWNER, REPO, asset.id, name="b.whl"))
refused(404, rest.repos.get_release_by_tag, OWNER, REPO, "v1")
check(rest.repos.update_release(OWNER, REPO, release.id, draft=False))
check(rest.repos.get_release_by_tag(OWNER, REPO, "v1"))
check(rest.repos.get_release(OWNER, REPO, release.id))
check(rest.repos.get_latest_release(OWNER, REPO))
check(rest.repos.list_releases(OWNER, REPO))
rest.repos.delete_release_asset(OWNER, REPO, asset.id)
rest.repos.delete_release(OWNER, REPO, release.id)
rest.git.delete_ref(OWNER, REPO, "heads/hello")
rest.issues.delete_comment(OWNER, REPO, comment.id)
print(f"{checked} replies checked")
