import Testing

@testable import Mirrors

@Suite("A sync_deps.py, read as data", .timeLimit(.minutes(20)))
struct SyncDepsTests {
  @Test("the pins of a real one are read, whatever code follows")
  func real() throws {
    let text = """
      #!/usr/bin/env python
      ### AUTO-GENERATED: DO NOT EDIT
      ### PINNED_VERSIONS = {"iree": "of a comment"}

      \"\"\"PINNED_VERSIONS = {"iree": "of a text"}\"\"\"

      PINNED_VERSIONS = {
        "iree": "f29895e5192c0525cbb4980813330ab2c750da70",
        'xla': '5c449c56a81b4bdc0a4dac250dbb0c5798811fd6',  # a comment, with "quotes"
      }

      ORIGINS = {
        "iree": "https://github.com/openxla/iree.git"
      }
      SUBMODULES = {
        "iree": 1
      }

      import argparse

      def main():
        parser = argparse.ArgumentParser(description="Source deps sync")
        for repo_name, revision in PINNED_VERSIONS.items():
          if revision == PINNED_VERSIONS["iree"] or PINNED_VERSIONS != {}:
            print(f"Syncing {repo_name}")

      if __name__ == "__main__":
        main()
      """
    #expect(
      try SyncDepsFile(Array(text.utf8)).pins == [
        "iree": "f29895e5192c0525cbb4980813330ab2c750da70",
        "xla": "5c449c56a81b4bdc0a4dac250dbb0c5798811fd6",
      ])
  }

  @Test(
    "what only execution could tell is refused, with its line",
    arguments: [
      ("import os\n", 0, "no PINNED_VERSIONS"),
      ("PINNED_VERSIONS = dict(iree='x')\n", 1, "not a literal"),
      ("PINNED_VERSIONS = {'a': 'b'}\nPINNED_VERSIONS = {'a': 'c'}\n", 2, "more than once"),
      ("PINNED_VERSIONS = {'a': 'b'}\nPINNED_VERSIONS['a'] = 'c'\n", 2, "changed by code"),
      ("PINNED_VERSIONS = {'a': 'b'}\nx = 1; PINNED_VERSIONS['a'] = 'c'\n", 2, "changed by code"),
      ("PINNED_VERSIONS = {'a': 'b'}\nif 1:\n  PINNED_VERSIONS.update(a='c')\n", 3, "changed by"),
      ("PINNED_VERSIONS = {'a': 'b'}\nz = PINNED_VERSIONS.pop('a')\n", 2, "changed by code"),
      ("PINNED_VERSIONS = {'a': 'b'}\nPINNED_VERSIONS |= {'a': 'c'}\n", 2, "changed by code"),
      ("PINNED_VERSIONS = {'a': 'b'}\ndef f():\n  global PINNED_VERSIONS\n", 3, "changed by code"),
      ("PINNED_VERSIONS = {'a': 'b'}\ndel PINNED_VERSIONS\n", 2, "changed by code"),
      ("if True:\n  PINNED_VERSIONS = {'a': 'b'}\n", 2, "by code"),
      ("PINNED_VERSIONS = {'a': __import__('os').system('id')}\n", 1, "a value"),
      ("PINNED_VERSIONS = {'a': f'{1}'}\n", 1, "a value"),
      ("PINNED_VERSIONS = {'a': b'x'}\n", 1, "a value"),
      ("PINNED_VERSIONS = {'a': '\\x41'}\n", 1, "a value"),
      ("PINNED_VERSIONS = {'a': 'b' 'c'}\n", 1, "\",\""),
      ("PINNED_VERSIONS = {'a': 'b' + 'c'}\n", 1, "\",\""),
      ("PINNED_VERSIONS = {**other}\n", 1, "a key"),
      ("PINNED_VERSIONS = {'a': {'b': 'c'}}\n", 1, "a value"),
      ("PINNED_VERSIONS = {'a': 'b'} if x else {}\n", 1, "after the dictionary"),
      ("PINNED_VERSIONS = {\n'a': 'b',\n'a': 'c'}\n", 3, "twice"),
      ("PINNED_VERSIONS = {'a': 'b'\n", 0, "never closed"),
      ("PINNED_VERSIONS = {'a': 'b\n'}\n", 1, "never closed"),
      ("PINNED_VERSIONS = }{\n", 1, "not opened"),
    ])
  func refused(text: String, line: Int, found: String) throws {
    let fault = #expect(throws: RecordFault.self) { try SyncDepsFile(Array(text.utf8)) }
    #expect(
      fault?.line == line && fault?.found.contains(found) == true, "\(String(describing: fault))")
  }

  @Test("bombs are refused in no time: size, depth, entries, bytes that are no text")
  func bombs() {
    let files: [[UInt8]] = [
      Array(repeating: UInt8(ascii: "x"), count: (1 << 20) + 1),
      Array(repeating: UInt8(ascii: "("), count: 1 << 19),
      Array(("PINNED_VERSIONS = {" + String(repeating: "'a':'b',", count: 100_000) + "}").utf8),
      Array(
        ("PINNED_VERSIONS = {" + (0..<20_000).map { "'\($0)':''," }.joined() + "}").utf8),
      Array("PINNED_VERSIONS = {'a': '".utf8) + [0xFF, 0xFE] + Array("'}\n".utf8),
      Array("PINNED_VERSIONS = {'a': 'b\0'}\n".utf8), [],
    ]
    for file in files { #expect(throws: RecordFault.self) { try SyncDepsFile(file) } }
  }
}
