import Git
import Testing

@Suite(.timeLimit(.minutes(20))) struct ObjectIDTests {
  @Test("forty lower-case digits are an object's name and print back")
  func parses() throws {
    let text = "b48a5955cc5ab1f6c1a0f70a1f9b6a5f4ed0c3d9"
    #expect(ObjectID(text)?.description == text)
    #expect(ObjectID.zero.isZero)
  }

  @Test(
    "anything else is refused",
    arguments: [
      "", "b48a5955", "B48A5955CC5AB1F6C1A0F70A1F9B6A5F4ED0C3D9",
      "b48a5955cc5ab1f6c1a0f70a1f9b6a5f4ed0c3dg", "b48a5955cc5ab1f6c1a0f70a1f9b6a5f4ed0c3d9 ",
      String(repeating: "a", count: 64),
    ])
  func refuses(text: String) {
    #expect(ObjectID(text) == nil)
  }
}
