import Foundation

/// The validator that tests hold our schemas to: python3-jsonschema, which the program does not need.
///
/// <https://python-jsonschema.readthedocs.io/>
package enum JSONSchemaPython {
  /// Debian's Python has Debian's python3-jsonschema; another one may have its own.
  private static let choosing = """
    for python in python3 /usr/bin/python3; do
      "$python" -c 'import jsonschema' 2> /dev/null && exec "$python" -c "$@"
    done
    echo "no Python here has jsonschema"; echo "  hint: scripts/setup test"; exit 3
    """

  /// Runs `script` with `arguments` and `input`; its exit status and all that it printed.
  package static func run(
    _ script: String, _ arguments: [String] = [], input text: String
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", choosing, "sh", script] + arguments
    let (input, found) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = found
    process.standardError = found
    try process.run()
    // Beside the reading: neither pipe holds all of it.
    Thread {
      input.fileHandleForWriting.write(Data(text.utf8))
      try? input.fileHandleForWriting.close()
    }.start()
    let output = found.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
