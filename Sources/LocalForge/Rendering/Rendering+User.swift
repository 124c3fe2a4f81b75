import JSON

extension Rendering {
  /// A user; the forge's owner is the only one, so every login has the id 1.
  func user(_ login: String) -> JSONValue {
    let url = links.api("users/\(login)")
    return [
      "login": .string(login), "id": 1, "node_id": node("U", 1), "avatar_url": "",
      "gravatar_id": "", "url": .string(url), "html_url": .string("\(links.origin)/\(login)"),
      "followers_url": .string(url + "/followers"),
      "following_url": .string(url + "/following{/other_user}"),
      "gists_url": .string(url + "/gists{/gist_id}"),
      "starred_url": .string(url + "/starred{/owner}{/repo}"),
      "subscriptions_url": .string(url + "/subscriptions"),
      "organizations_url": .string(url + "/orgs"), "repos_url": .string(url + "/repos"),
      "events_url": .string(url + "/events{/privacy}"),
      "received_events_url": .string(url + "/received_events"), "type": "User",
      "site_admin": false,
    ]
  }

  /// The user as the reply to "who am I".
  func ownUser(_ login: String) -> JSONValue {
    var members = user(login).object ?? JSONObject()
    let more: [(String, JSONValue)] = [
      ("name", .string(login)), ("company", nil), ("blog", ""), ("location", nil),
      ("email", nil), ("hireable", nil), ("bio", nil), ("public_repos", 1), ("public_gists", 0),
      ("followers", 0), ("following", 0), ("created_at", facts.created.json),
      ("updated_at", facts.created.json),
    ]
    for (key, value) in more { members[key] = value }
    return .object(members)
  }
}
