#!/bin/sh
# Does with `gh api`, over a Unix socket, what the issue asks of a forge.
# Usage: with_gh.sh SOCKET BRANCH SHA
set -eu
socket=$1 branch=$2 sha=$3
repo=repos/openxla/compiler-release

gh config set http_unix_socket "$socket"
export GH_TOKEN=token
expect() { [ "$1" = "$2" ] || { echo "expected '$2', found '$1'" >&2; exit 1; }; }

expect "$(gh api user --jq .login)" openxla
expect "$(gh api $repo --jq .default_branch)" main
number=$(gh api $repo/pulls -f title=Roll -f head="$branch" -f base=main -f body=Why --jq .number)
expect "$(gh api "$repo/pulls?state=open" --paginate --jq '.[].number')" "$number"
id=$(gh api $repo/issues/"$number"/comments -f body=Validated --jq .id)
expect "$(gh api -X PATCH $repo/issues/comments/"$id" -f body=Twice --jq .body)" Twice
gh api $repo/statuses/"$sha" -f state=success -f context=linux-x86_64 --silent
expect "$(gh api $repo/commits/"$sha"/status --jq .state)" success
expect "$(gh api -X PUT $repo/pulls/"$number"/merge -f sha="$sha" --jq .merged)" true
expect "$(gh api $repo/pulls/"$number" --jq .merged)" true
release=$(gh api $repo/releases -f tag_name=v1 -F draft=true --jq .id)
printf 'wheel' > asset
expect "$(gh api "$repo/releases/$release/assets?name=a.whl" --input asset --jq .size)" 5
expect "$(gh api -X PATCH $repo/releases/"$release" -F draft=false --jq .draft)" false
expect "$(gh api $repo/releases/tags/v1 --jq '.assets[0].state')" uploaded
expect "$(gh api $repo/releases/tags/none --jq .message 2>/dev/null || true)" \
  '{"message":"Not Found","documentation_url":"https://docs.github.com/rest","status":"404"}'
echo "done"
