"""Does with PyGithub what a person's script would do: open, comment on, judge, merge, release.

Usage: with_pygithub.py BASE_URL BRANCH
"""

import hashlib
import pathlib
import sys
import tempfile

from github import Auth, Github, GithubException

base_url, branch = sys.argv[1:]
github = Github(base_url=base_url, auth=Auth.Token("token"), retry=0, seconds_between_writes=0, timeout=1200)
assert github.get_user().login == "openxla"
repository = github.get_repo("openxla/compiler-release")
assert repository.default_branch == "main"

pull = repository.create_pull(title="Roll", body="Why", head=branch, base="main")
assert [found.number for found in repository.get_pulls(state="open")] == [pull.number]
assert pull.mergeable and pull.commits == 1 and pull.changed_files == 1
comment = pull.create_issue_comment("Validated")
comment.edit("Validated twice")
assert [found.body for found in pull.get_issue_comments()] == ["Validated twice"]
pull.add_to_labels("roll")
pull.edit(title="Roll iree")
assert [label.name for label in pull.get_labels()] == ["roll"]
assert [file.filename for file in pull.get_files()] == ["file.txt"]

commit = repository.get_commit(pull.head.sha)
commit.create_status(state="success", context="linux-x86_64", description="green")
assert commit.get_combined_status().state == "success"

try:
    repository.create_pull(title="Roll", head=branch, base="main")
    raise AssertionError("a second pull request was opened")
except GithubException as error:
    assert error.status == 422 and "already exists" in str(error)

assert pull.merge(sha=pull.head.sha, merge_method="merge").merged
pull = repository.get_pull(pull.number)
assert pull.merged and pull.merged_by.login == "openxla"

for number in range(35):
    repository.create_git_ref(f"refs/heads/many/{number}", commit.sha)
assert sum(1 for _ in repository.get_branches()) == 37

release = repository.create_git_release(
    "v1", "One", "First", draft=True, prerelease=True, target_commitish="main"
)
content = bytes(range(256)) * 4096
with tempfile.TemporaryDirectory() as folder:
    wheel = pathlib.Path(folder, "a-1.0+cpu-py3-none-any.whl")
    wheel.write_bytes(content)
    asset = release.upload_asset(str(wheel))
    assert asset.size == len(content) and asset.name == wheel.name, asset.name
    assert asset.state == "uploaded"
    back = pathlib.Path(folder, "back")
    asset.download_asset(str(back))
    assert hashlib.sha256(back.read_bytes()).digest() == hashlib.sha256(content).digest()
published = release.update_release("One", "First", draft=False, prerelease=True)
assert repository.get_release("v1").id == published.id
assert repository.get_git_ref("tags/v1").object.sha == repository.get_branch("main").commit.sha
print("done")
