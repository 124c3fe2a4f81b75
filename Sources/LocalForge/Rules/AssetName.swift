/// The name that a release's file gets: GitHub lets letters, digits and `. _ - + @` through and
/// turns everything else into full stops.
///
/// <https://docs.github.com/rest/releases/assets#upload-a-release-asset>
func normalizedAssetName(_ name: String) -> String {
  let kept = Set("._-+@".utf8)
  var out = ""
  for scalar in name.unicodeScalars {
    let byte = scalar.isASCII ? UInt8(scalar.value) : 0
    let isKept = isAlphanumeric(byte) || kept.contains(byte)
    let next: Unicode.Scalar = isKept ? scalar : "."
    if next == ".", out.hasSuffix(".") { continue }
    out.unicodeScalars.append(next)
  }
  while out.hasSuffix("."), out.count > 1 { out.removeLast() }
  return out.hasPrefix(".") ? "default" + out : out
}
