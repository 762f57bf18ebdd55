public import Facilities
internal import GRDB
internal import Geo
public import Lists

/// The named sites of an employer, in the file of the lists: each naming and each removal is a row.
extension SQLiteListStore {
  /// The sites that are named now, by name.
  public func ownSites() throws(ListStoreError) -> [OwnSite] {
    try Self.typed {
      try writer.read { database in
        var sites: [String: OwnSite] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT * FROM own_site ORDER BY number") {
          let name: String = try row.stored("name")
          guard try row.stored("action") as String == "add" else {
            sites[NameKey.key(name)] = nil
            continue
          }
          guard
            let position = Position(
              latitude: try row.stored("latitude"), longitude: try row.stored("longitude")),
            let since = CivilDate(iso: try row.stored("date"))
          else { throw ListStoreError.unreadable("own_site \(name)") }
          let site = OwnSite(
            name: name, position: position, precisionMeters: try row.stored("precision_m"),
            since: since)
          sites[site.key] = site
        }
        return sites.values.sorted { $0.name < $1.name }
      }
    }
  }

  /// How many namings and removals there were: changes whenever one is added, by any process.
  public func ownSiteChanges() throws(ListStoreError) -> Int {
    try Self.typed {
      try writer.read { database in
        try Int.fetchOne(database, sql: "SELECT coalesce(max(number), 0) FROM own_site") ?? 0
      }
    }
  }

  /// Names a site; one of the same name is replaced.
  public func add(_ site: OwnSite) throws(ListStoreError) {
    try Self.typed {
      try writer.write { database in
        try database.execute(
          sql: """
            INSERT INTO own_site (action, name, latitude, longitude, precision_m, date)
            VALUES ('add', ?, ?, ?, ?, ?)
            """,
          arguments: [
            site.name, site.position.latitude, site.position.longitude, site.precisionMeters,
            site.since.description,
          ])
      }
    }
  }

  /// Takes a name away.
  public func removeSite(named name: String, on day: CivilDate) throws(ListStoreError) {
    try Self.typed {
      try writer.write { database in
        try database.execute(
          sql: "INSERT INTO own_site (action, name, date) VALUES ('remove', ?, ?)",
          arguments: [name, day.description])
      }
    }
  }
}
