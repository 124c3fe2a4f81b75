import ReleaseModel
import Testing

@testable import PackageIndex

@Suite("How a wheel fits a target", .timeLimit(.minutes(20)))
struct WheelFitTests {
  private func fit(_ tags: String, _ target: Target = Sample.x86) throws -> WheelFit {
    try #require(WheelFileName("a-1.0-\(tags).whl")).fit(for: target, on: target.first.tag)
  }

  private func rank(_ tags: String) throws -> WheelRank {
    guard case .fits(let rank) = try fit(tags) else {
      Issue.record("\(tags) does not fit")
      return WheelRank(interpreter: .max, platform: .max)
    }
    return rank
  }

  @Test("the more specific tag ranks before the less specific one, as in packaging.tags")
  func order() throws {
    let best = [
      "cp311-cp311-manylinux_2_36_x86_64", "cp311-cp311-manylinux_2_28_x86_64",
      "cp311-cp311-manylinux2014_x86_64", "cp311-cp311-manylinux2010_x86_64",
      "cp311-cp311-manylinux1_x86_64", "cp311-cp311-linux_x86_64",
      "cp311-abi3-manylinux_2_28_x86_64", "cp311-none-manylinux_2_28_x86_64",
      "cp310-abi3-manylinux_2_28_x86_64", "cp38-abi3-manylinux_2_28_x86_64",
      "py311-none-manylinux_2_28_x86_64", "py3-none-manylinux_2_28_x86_64",
      "cp311-none-any", "py311-none-any", "py3-none-any", "py310-none-any",
    ]
    let ranks = try best.map(rank)
    for (earlier, later) in zip(ranks, ranks.dropFirst()) { #expect(earlier < later) }
  }

  @Test("a set of tags fits by its best one")
  func sets() throws {
    let set = "cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64"
    #expect(try rank(set) == rank("cp311-cp311-manylinux_2_28_x86_64"))
    #expect(try rank("py2.py3-none-any") == rank("py3-none-any"))
  }

  @Test(
    "a misfit says which tag is in the way",
    arguments: [
      ("cp312-cp312-manylinux_2_28_x86_64", "is for cp312-cp312; the target is cp311"),
      ("cp312-abi3-manylinux_2_28_x86_64", "is for cp312-abi3; the target is cp311"),
      ("cp313-cp313t-manylinux_2_28_x86_64", "is for cp313-cp313t; the target is cp311"),
      ("cp311-cp311-manylinux_2_39_x86_64", "needs glibc 2.39; the target has 2.36"),
      ("cp311-cp311-manylinux_2_28_aarch64", "is for manylinux_2_28_aarch64"),
      ("cp311-cp311-musllinux_1_2_x86_64", "is for musllinux_1_2_x86_64"),
      ("cp311-cp311-macosx_13_0_universal2", "is for macosx_13_0_universal2"),
      ("py2-none-any", "is for py2-none; the target is cp311"),
      ("cp311-abi3-any", "is for any"), ("cp311-cp311-any", "is for any"),
      ("cp311-cp311-manylinux_2_4_x86_64", "is for glibc 2.4, which installers refuse"),
    ])
  func misfits(_ tags: String, _ why: String) throws {
    #expect(try fit(tags) == .misfit(because: why))
  }

  @Test("on macOS an older system's wheel fits, and a newer one's does not")
  func macOS() throws {
    let target = Sample.target(
      "macos-arm64", platforms: ["macosx_13_0_arm64", "macosx_13_0_universal2"])
    let best = [
      "cp311-cp311-macosx_13_0_arm64", "cp311-cp311-macosx_12_3_arm64",
      "cp311-cp311-macosx_11_0_arm64", "cp311-cp311-macosx_13_0_universal2",
    ]
    let ranks = try best.map { tags -> WheelRank? in
      if case .fits(let rank) = try fit(tags, target) { rank } else { nil }
    }.compactMap(\.self)
    #expect(ranks.count == best.count && ranks == ranks.sorted())
    #expect(
      try fit("cp311-cp311-macosx_14_0_arm64", target)
        == .misfit(because: "needs macOS 14.0; the target has 13.0"))
    #expect(
      try fit("cp311-cp311-macosx_11_0_x86_64", target)
        == .misfit(because: "is for macosx_11_0_x86_64"))
  }

  @Test("a target that names an exact tag takes just that")
  func exact() throws {
    let target = Sample.target("windows-x86_64", platforms: ["win_amd64"])
    #expect(
      try fit("cp311-cp311-win32", target) == .misfit(because: "is for win32"))
    guard case .fits = try fit("cp311-cp311-win_amd64", target) else {
      Issue.record("it does not fit")
      return
    }
  }
}
