import Foundation
import JSON
import Testing

/// Nights over the sample family: real histories, real compilers, real containers.
@Suite("Nights of the sample family", .serialized, .timeLimit(.minutes(60)))
struct SampleNightTests {
  @Test("the newest green set lands; documentation builds nothing; a plugin builds what needs it")
  func threeNights() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("sample-\(UUID().uuidString.prefix(8))")
    defer { try? FileManager.default.removeItem(at: folder) }
    let family = try SampleFamily(stage: 1, in: folder)
    try family.keep([
      "openxla-pjrt-plugin-cpu", "openxla-runtime-plugin-cublas", "openxla-runtime-plugin-cudnn",
    ])
    try first(family)
    try afterDocumentation(SampleFamily(stage: 2, in: folder))
    try afterOnePlugin(SampleFamily(stage: 3, in: folder))
  }

  private func first(_ family: SampleFamily) throws {
    let night = try family.night()
    #expect(night.end.code == 0, "\(night.end.log)\(night.end.output)")
    #expect(try family.pins() == family.newestGreen)
    #expect(night.culprit("xla") == family.revision("pjrt-api-break"))
    #expect(night.culprit("openxla-nvgpu") == family.revision("aarch64-break"))
    #expect(night.standing("openxla-nvgpu")?["target"] == "linux-aarch64")
    let released = night.report["release"]?["files"]?.array?.compactMap { $0["name"]?.string } ?? []
    for package in ["iree_compiler", "openxla_pjrt_plugin_cpu", "openxla_runtime_plugin_cudnn"] {
      for machine in ["x86_64", "aarch64"] {
        #expect(released.contains { $0.hasPrefix("\(package)-") && $0.hasSuffix("\(machine).whl") })
      }
    }
  }

  private func afterDocumentation(_ family: SampleFamily) throws {
    let night = try family.night()
    #expect(night.end.code == 0, "\(night.end.log)\(night.end.output)")
    #expect(try family.pins() == family.newestGreen)
    #expect(try family.pins()["iree"] == family.revision("docs-only-upstream"))
    #expect(!night.evidence.isEmpty)
    #expect(night.built.isEmpty)
  }

  private func afterOnePlugin(_ family: SampleFamily) throws {
    let night = try family.night()
    #expect(night.end.code == 0, "\(night.end.log)\(night.end.output)")
    #expect(try family.pins() == family.newestGreen)
    #expect(try family.pins()["openxla-nvgpu"] == family.revision("aarch64-fix"))
    #expect(
      night.built == [
        "openxla-runtime-plugin-cudnn linux-x86_64", "openxla-runtime-plugin-cudnn linux-aarch64",
      ])
  }
}
