import ReleaseModel

/// What one commit of the release repository says about building pins.
package struct CommitRecipes: Sendable {
  /// The files under `packages/` and `images/`.
  package let files: [RepositoryFile]
  /// The packages that are built, each after those that it needs.
  package let packages: [PackageRecipe]
  /// Where the pinned components lie.
  package let components: [Component]

  package init(
    files: [RepositoryFile], packages: [PackageRecipe], components: [Component]
  ) {
    self.files = files
    self.packages = packages
    self.components = components
  }
}
