internal import Seeds

/// All embedded tables, in the order in which they depend on each other.
public struct SeedTables: Sendable {
  /// Provinces.
  public var provinces: SeedTable
  /// Kabupaten and kota.
  public var regencies: SeedTable
  /// Kecamatan.
  public var districts: SeedTable
  /// Desa and kelurahan.
  public var villages: SeedTable
  /// Lines between kecamatan of two kabupaten, and the coast.
  public var regencyBorders: SeedTable
  /// Lines between two kecamatan of one kabupaten.
  public var districtBorders: SeedTable
  /// Points where people are: seats, towns, localities, landmarks.
  public var towns: SeedTable
  /// Short, spoken and old names, and words that are shortened in names.
  public var aliases: SeedTable
  /// PLKK sites.
  public var facilities: SeedTable
  /// Other hospitals.
  public var otherHospitals: SeedTable
  /// Houses known to be closed.
  public var closedFacilities: SeedTable
  /// Ids that are given up for ever.
  public var retiredIDs: SeedTable
  /// Published totals.
  public var published: SeedTable
  /// Published shares of workers who are registered.
  public var coverage: SeedTable

  /// The tables in the binary.
  ///
  /// - Complexity: O(bytes), a copy of about 1.1 MB.
  public static func embedded() -> SeedTables {
    func table(_ name: String, _ columns: String, _ seed: seeds_table) -> SeedTable {
      SeedTable(
        name: name, columns: columns.split(separator: ",").map(String.init),
        bytes: Array(UnsafeBufferPointer(start: seed.bytes, count: seed.count)))
    }
    let facility =
      "id,name,kind,care_class,ownership,province_code,province,regency_code,regency,"
      + "district_code,district,address,phone,beds,latitude,longitude,position_precision,"
      + "position_source,plkk_basis,basis_source,basis_date,phone_e164,operational_status,"
      + "status_source,status_date,other_names,names_source,specialty,serves,village_code"
    let border = "left_code,right_code,points"
    return SeedTables(
      provinces: table("provinces", "code,name,zone,names,area_codes", seeds_provinces()),
      regencies: table(
        "regencies",
        "code,name,latitude,longitude,area_km2,population,population_year,workers_estimate,"
          + "capital,seat,seat_latitude,seat_longitude,seat_source,seat_district_code,"
          + "seat_village_code,seat_note,radius_p95_m,radius_max_m,bps_code",
        seeds_regencies()),
      districts: table(
        "districts",
        "code,name,latitude,longitude,place_latitude,place_longitude,place_source,radius_p95_m,"
          + "radius_max_m,inside_radius_p95_m,inside_radius_max_m,capital,capital_source",
        seeds_districts()),
      villages: table(
        "villages", "code,name,type,latitude,longitude,inside_latitude,inside_longitude",
        seeds_villages()),
      regencyBorders: table("regency_borders", border, seeds_regency_borders()),
      districtBorders: table("district_borders", border, seeds_district_borders()),
      towns: table(
        "towns",
        "name,kind,regency_code,district_code,village_code,latitude,longitude,radius_m,source,"
          + "aliases", seeds_towns()),
      aliases: table("aliases", "code,alias,kind,expands_to,source,date,note", seeds_aliases()),
      facilities: table("facilities", facility, seeds_facilities()),
      otherHospitals: table("other_hospitals", facility, seeds_other_hospitals()),
      closedFacilities: table(
        "closed_facilities",
        "id,name,other_names,kind,regency_code,regency,address,closed_on,source,date,note",
        seeds_closed_facilities()),
      retiredIDs: table(
        "retired_ids", "id,name,kind,regency_code,reason,now_id,source,date",
        seeds_retired_ids()),
      published: table("published", "area,level,count,date,source,area_id,note", seeds_published()),
      coverage: table(
        "published_coverage", "area,percent,bound,date,source,note", seeds_published_coverage()))
  }
}
