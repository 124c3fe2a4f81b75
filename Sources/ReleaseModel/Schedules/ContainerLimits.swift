/// What one container may use before it is stopped.
package struct ContainerLimits: Sendable, Hashable {
  /// Memory and swap together, in MiB.
  package var memory: Int
  /// Processes and threads.
  package var processes: Int
  package var cores: Double
  /// Wall-clock time.
  package var time: Duration
  /// What it may leave in its writable folders, in MiB.
  package var disk: Int
  /// How many files it may leave there.
  package var files: Int
  /// What it may print, in MiB.
  package var output: Int
  /// The size of its `/tmp`, in MiB; counts as memory.
  package var temporary: Int

  package init(
    memory: Int = 6_144, processes: Int = 512, cores: Double = 2, time: Duration = .seconds(600),
    disk: Int = 4_096, files: Int = 200_000, output: Int = 64, temporary: Int = 256
  ) {
    self.memory = memory
    self.processes = processes
    self.cores = cores
    self.time = time
    self.disk = disk
    self.files = files
    self.output = output
    self.temporary = temporary
  }
}
