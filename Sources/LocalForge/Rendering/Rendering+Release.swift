import JSON

extension Rendering {
  func release(_ release: Release) -> JSONValue {
    let own = links.repository("releases/\(release.id)")
    let tag = percentEncoded(release.tag, keeping: "/")
    // A draft's tag may not exist yet, so GitHub gives it an address of its own.
    let page = release.isDraft ? "untagged-\(release.id)" : tag
    let archive = { (kind: String) -> JSONValue in
      release.isDraft ? .null : .string(self.links.repository("\(kind)/\(tag)"))
    }
    return [
      "url": .string(own), "html_url": .string(links.page("releases/tag/\(page)")),
      "assets_url": .string(own + "/assets"),
      "upload_url": .string(links.upload(release: release.id)),
      "tarball_url": archive("tarball"), "zipball_url": archive("zipball"),
      "id": release.id.json, "node_id": node("RE", release.id),
      "tag_name": .string(release.tag), "target_commitish": .string(release.target),
      "name": release.name.json, "body": release.body.json,
      "draft": .bool(release.isDraft), "prerelease": .bool(release.isPrerelease),
      "immutable": false, "created_at": release.created.json,
      "updated_at": release.updated.json, "published_at": release.published.json,
      "author": user(release.author),
      "assets": .array(release.assets.map { asset($0, of: release) }),
    ]
  }

  func asset(_ asset: ReleaseAsset, of release: Release) -> JSONValue {
    let tag = release.isDraft ? "untagged-\(release.id)" : release.tag
    return [
      "url": .string(links.repository("releases/assets/\(asset.id)")),
      "browser_download_url": .string(links.download(tag: tag, file: asset.name)),
      "id": asset.id.json, "node_id": node("RA", asset.id), "name": .string(asset.name),
      "label": asset.label.json, "state": "uploaded", "content_type": .string(asset.type),
      "size": asset.size.json, "digest": .string(asset.digest.description),
      "download_count": 0, "created_at": asset.created.json,
      "updated_at": asset.updated.json, "uploader": user(asset.author),
    ]
  }
}
