import ReleaseModel
import Rolling

/// The components of the commit that is worked on, read when the first one is asked for.
actor KnownComponents {
  private let read: @Sendable () async throws -> [Component]
  private var found: [ComponentName: Component]?

  init(_ read: @escaping @Sendable () async throws -> [Component]) {
    self.read = read
  }

  subscript(name: ComponentName) -> Component? {
    get async throws {
      if let found { return found[name] }
      let all = Dictionary(
        try await read().map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      found = all
      return all[name]
    }
  }
}

extension KnownComponents {
  /// Those of the checkout in `folder`.
  init(of folder: ReleaseFolder) {
    self.init { try folder.configuration().components }
  }

  /// Those of the forge's main.
  init(on forge: any Forge, for schedule: ScheduleName) {
    self.init {
      let main = try await forge.facts(for: schedule).main.revision
      let files = try await forge.files(at: main, under: ReleaseConfiguration.paths)
      return try ReleaseConfiguration.read(files).components
    }
  }
}
