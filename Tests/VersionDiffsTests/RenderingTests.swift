import JSON
import SafeText
import Testing
import VersionDiffs

@Suite("A version diff as people read it", .timeLimit(.minutes(20)))
struct RenderingTests {
  @Test("on a terminal")
  func terminal() {
    let shown = Samples.family.terminal(Style(width: 78), subjects: 4)
    #expect(shown == terminalText)
  }

  @Test("colours change nothing but colours")
  func colours() {
    let coloured = Samples.family.terminal(Style(isColored: true, width: 78))
    let plain = Samples.family.terminal(Style(width: 78))
    #expect(coloured != plain)
    #expect(coloured.replacing(#/\x{1B}\[[0-9]+m/#, with: "") == plain)
  }

  @Test("in Markdown")
  func markdown() {
    #expect(Samples.family.markdown(subjects: 4) == markdownText)
  }

  @Test("Markdown keeps within its limit by leaving whole parts out, and says so")
  func limit() {
    let shown = Samples.family.markdown(limit: 1_500)
    #expect(shown.count <= 1_500)
    #expect(shown.contains("longer description"))
    #expect(
      shown.components(separatedBy: "<details>").count
        == shown.components(separatedBy: "</details>").count)
  }

  @Test(
    "a pin that does not go forward says what is lost",
    arguments: [
      (CommitsBetween.Direction.backward, "goes back: 1,204 commits left out"),
      (.diverged, "not on the same line of the branch: 1,204 commits come in, 3 are left out"),
      (
        .unrelated,
        "the two have no common history: 1,204 commits come in, 3 are left out"
      ),
    ])
  func notForward(direction: CommitsBetween.Direction, said: String) {
    let diff = VersionDiff(bumps: [Samples.bump(.commits(Samples.commits(direction)))])
    #expect(diff.terminal().contains("  \(said)\n"))
    #expect(diff.markdown().contains("⚠️ \(said)"))
    #expect(diff.html(title: "t").contains(said))
    #expect(diff.json["bumps"]?.array?[0]["commits"]?["direction"]?.string == direction.rawValue)
  }

  @Test("nothing in common says nothing")
  func nothing() {
    let empty = VersionDiff(bumps: [])
    #expect(empty.isEmpty)
    #expect(empty.terminal() == "No pin changed.")
    #expect(empty.markdown() == "No pin changed.")
    #expect(empty.htmlFragment() == "<p>No pin changed.</p>")
  }

  @Test("what is unknown says why, in all four")
  func unknown() {
    let why = "github.com did not answer within 30 s"
    let diff = VersionDiff(bumps: [Samples.bump(.unknown(because: why))])
    #expect(diff.terminal().contains("unknown: \(why)"))
    #expect(diff.markdown().contains("unknown: `\(why)`"))
    #expect(diff.html(title: "t").contains("unknown: \(why)"))
    #expect(diff.json["bumps"]?.array?[0]["unknown"]?.string == why)
  }

  @Test("the middle of many subjects goes first, and the count stays true")
  func elides() {
    let subjects = Samples.commits(subjects: 30).subjects.elided(to: 8)
    #expect(subjects.newest.count == 6 && subjects.oldest.count == 2)
    #expect(subjects.newest.count + subjects.oldest.count + subjects.missing == 1_100)
    #expect(subjects.oldest.last?.text == "The first one")
  }
}

// swift-format-ignore
private let terminalText = """
  v0.1.0.dev20260801001 → working tree

  package-version  0.1.0 → 0.2.0

  iree  iree-3.11.0 → iree-3.12.0
    2026-08-01 → 2026-08-21 (20 days), aaaaaaaaaa → bbbbbbbbbb
    1,204 commits by 2 people
      Ada Lovelace 1,200, Grace Hopper 4
      1111111111 2026-08-21 Change number 1 (#1)
      2222222222 2026-08-21 Change number 2 (#2)
      3333333333 2026-08-21 Change number 3 (#3)
      ⋮ 1,096 more; --full shows them
      9999999999 2026-08-21 The first one
    1,502 files, +90,001 −1,234 lines: compiler 1,500 (+90,000 −1,234)
    (top) 2 (+1 −0)
    it pins third_party/llvm-project  cccccccccc → dddddddddd
            third_party/torch-mlir    – → bbbbbbbbbb
    https://github.com/iree-org/iree/compare/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb

  iree-base-compiler  3.9.0 → 3.12.0
    passing over 3.10.0, 3.11.0
    size  linux-x86_64 71.2 MB → 80.1 MB (+12 %) · linux-aarch64 ? → 79.0 MB
    + needs ml-dtypes>=0.4
    − needs numpy
    python >=3.9 → >=3.10
    built from IREE aaaaaaaaaa → bbbbbbbbbb

  iree  iree-3.11.0 → iree-3.12.0
    2026-08-01 → 2026-08-21 (20 days), aaaaaaaaaa → bbbbbbbbbb
    unknown: github.com did not answer within 30 s

  jax  new, at jax-v0.9

  xla  no longer pinned, was at aaaaaaaaaa
  """

// swift-format-ignore
private let markdownText = """
  | Component | From | To | Landed | Changes |
  | --- | --- | --- | --- | --- |
  | package-version | `0.1.0` | **`0.2.0`** | | |
  | `iree` | `iree-3.11.0` | **`iree-3.12.0`** | 2026-08-01 → 2026-08-21 (20 days) | 1,204 commits by 2 people |
  | `iree-base-compiler` | `3.9.0` | **`3.12.0`** |  | passing over `3.10.0`, `3.11.0` |
  | `iree` | `iree-3.11.0` | **`iree-3.12.0`** | 2026-08-01 → 2026-08-21 (20 days) | unknown: `github.com did not answer within 30 s` |
  | `jax` | – | **`jax-v0.9`** | | new |
  | `xla` | `aaaaaaaaaa` | – | | no longer pinned |

  <details><summary>iree: 1,204 commits by 2 people, 1,502 files, +90,001 −1,234 lines</summary>

  - Authors: `Ada Lovelace` 1,200, `Grace Hopper` 4
  - Files: `compiler` 1,500 (+90,000 −1,234), (top) 2 (+1 −0)
  - It pins `third_party/llvm-project`: `cccccccccc` → `dddddddddd`
  - It pins `third_party/torch-mlir`: – → `bbbbbbbbbb`
  - [Compare](https://redirect.github.com/iree-org/iree/compare/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb)

  ```text
  1111111111 2026-08-21 Change number 1 (#1)
  2222222222 2026-08-21 Change number 2 (#2)
  3333333333 2026-08-21 Change number 3 (#3)
  ⋮ 1,096 more
  9999999999 2026-08-21 The first one
  ```

  </details>

  <details><summary>iree-base-compiler: files and their requirements</summary>

  - `linux-x86_64`: 71.2 MB → 80.1 MB (+12 %)
  - `linux-aarch64`: ? → 79.0 MB
  - New requirement: `ml-dtypes>=0.4`
  - No longer required: `numpy`
  - Python: `>=3.9` → `>=3.10`
  - Built from `IREE`: `aaaaaaaaaa` → `bbbbbbbbbb`

  </details>
  """
