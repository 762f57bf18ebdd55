public import Audit
internal import Facilities
internal import Formats
internal import Geo

extension AuditReport {
  /// All figures as JSON; keys and values are never localised, none is `null`.
  ///
  /// Figures of the whole list stand at the top; under `confirmed` the same with official and reported
  /// sites only, `null` where they are no other set or there are none.
  public func json() -> String {
    var json = JSONWriter(indented: true)
    json.object { json in
      json.member("region_code", regionCode)
      json.member("region", regionName)
      json.member("as_of", date)
      json.member("totals_date", totalsDate)
      json.member("facilities_first_year", facilityYears?.lowerBound)
      json.member("facilities_last_year", facilityYears?.upperBound)
      json.member("weight", weight.rawValue)
      json.member(
        "plkk_basis", array: { list in listed.bases.forEach { list.value($0.rawValue) } })
      json.member("presumed_sites", listed.presumed)
      json.member(
        "totals_equal_by_construction", reconciliation.lines.contains(where: \.isByConstruction))
      json.member("workers_are_estimates", true)
      json.member("distances_are_straight_lines", true)
      json.member("demand_used", demandUsed)
      json.member("demand_total", demandTotal)
      write(listed, &json)
      json.key("confirmed")
      if let confirmed { json.object { write(confirmed, &$0) } } else { json.value(nil as String?) }
      writePublished(&json)
      writeReconciliation(&json)
      writeQuality(&json)
      writeReferrals(&json)
    }
    return json.text + "\n"
  }

  private func write(_ figures: AuditFigures, _ json: inout JSONWriter) {
    json.member("sites_used", figures.sitesUsed)
    json.member("sites_total", figures.sitesTotal)
    json.entry("whole") { Self.write(figures.whole, &$0) }
    json.member(
      "provinces", array: { list in figures.provinces.forEach { Self.write($0, &list) } })
    json.member("units", array: { list in figures.units.forEach { Self.write($0, &list) } })
    writeDistances(figures, &json)
    writeEvenness(figures, &json)
    writeAccess(figures, &json)
    writeSensitivity(figures, &json)
    writeProposals(figures, &json)
  }

  private func writePublished(_ json: inout JSONWriter) {
    json.entry("published") { json in
      json.object { json in
        json.member("workers", published.workers?.count)
        json.member("registered_participants", published.participants?.count)
        json.member("registered_share", published.coverage, decimals: 6)
        json.member("claims_paid", published.claims?.count)
        json.member("claims_paid_idr_min", published.claimsPaid?.count)
        json.member("plkk_per_100k_registered_participants", per100kParticipants, decimals: 4)
        json.member("plkk_per_100k_workers", per100kWorkersPublished, decimals: 4)
        json.member(
          "registered_share_by_province",
          array: { list in
            for line in published.coverageByProvince {
              list.object { json in
                json.member("area", line.area)
                json.member("percent", line.percent, decimals: 2)
                json.member("bound", line.bound.rawValue)
                json.member("date", line.date)
                json.member("source", line.source)
              }
            }
          })
        json.entry("evenness_of_five_provinces") { json in
          json.object { json in
            json.member("date", provincial?.date)
            json.member("plkk", provincial?.count)
            let kinds = [
              ("population", provincial?.byPopulation), ("workers_estimate", provincial?.byWorkers),
              ("area", provincial?.byArea),
            ]
            for (name, value) in kinds {
              json.member("gini_\(name)", value?.gini, decimals: 6)
              json.member("hoover_\(name)", value?.hoover, decimals: 6)
              json.member("theil_\(name)", value?.theil?.total, decimals: 6)
            }
          }
        }
      }
    }
  }

  private static func write(_ unit: UnitFigures, _ json: inout JSONWriter) {
    json.object { json in
      json.member("code", unit.code)
      json.member("name", unit.name)
      json.member("plkk", unit.count)
      json.member("plkk_hospitals", unit.hospitals)
      json.member("population", unit.population, decimals: 0)
      json.member("workers_estimate", unit.workers, decimals: 0)
      json.member("area_km2", unit.areaKm2, decimals: 3)
      json.member("per_100k_population", unit.per100kPopulation, decimals: 4)
      json.member("per_100k_workers_estimate", unit.per100kWorkers, decimals: 4)
      json.member("per_1000_km2", unit.per1000km2, decimals: 4)
      json.member("km2_per_plkk", unit.km2PerSite, decimals: 2)
      json.member("location_quotient", unit.locationQuotient, decimals: 4)
      json.member("villages_used", unit.villagesUsed)
      json.member("weighted_mean_distance_m", unit.weightedMeanMeters, decimals: 1)
      for (method, value) in zip(CatchmentAccess.Method.allCases, unit.relativeAccess) {
        json.member("spar_\(method.rawValue.lowercased())", value, decimals: 4)
      }
      write(unit.sites, &json)
    }
  }

  private static func write(_ sites: SiteBreakdown, _ json: inout JSONWriter) {
    json.entry("breakdown") { json in
      json.object { json in
        for kind in FacilityKind.allCases {
          json.member("kind_\(kind.rawValue)", sites.byKind[kind] ?? 0)
        }
        for basis in PLKKBasis.allCases {
          json.member("basis_\(basis.rawValue)", sites.byBasis[basis] ?? 0)
        }
        for precision in PositionPrecision.allCases {
          json.member("position_\(precision.rawValue)", sites.byPrecision[precision] ?? 0)
        }
        json.entry("owners") { json in
          json.object { json in
            for (owner, count) in sites.byOwnership.sorted(by: { $0.key < $1.key }) {
              json.member(owner, count)
            }
          }
        }
      }
    }
  }

  private func writeDistances(_ figures: AuditFigures, _ json: inout JSONWriter) {
    json.entry("distance") { json in
      json.object { json in
        Self.write(figures.distances, of: demandTotal, &json)
        json.member(
          "farthest",
          array: { list in
            for point in figures.farthest {
              list.object { json in
                json.member("code", point.code)
                json.member("name", point.name)
                json.member("latitude", point.position.latitude, decimals: 5)
                json.member("longitude", point.position.longitude, decimals: 5)
                json.member("distance_m", point.meters, decimals: 1)
                json.member("nearest", point.nearest)
              }
            }
          })
      }
    }
    json.entry("distance_from_regency_points") { json in
      json.object { json in Self.write(figures.regencyDistances, of: regencyTotal, &json) }
    }
    json.member(
      "vulnerability",
      array: { list in
        for site in figures.vulnerability {
          list.object { json in
            json.member("id", site.id)
            json.member("people", site.people, decimals: 0)
            json.member("mean_growth_m", site.meters, decimals: 2)
          }
        }
      })
  }

  private static func write(
    _ distances: DistanceSummary, of total: Int, _ json: inout JSONWriter
  ) {
    json.member("used", distances.used)
    json.member("total", total)
    json.member("mean_m", distances.mean, decimals: 1)
    json.member("weighted_mean_m", distances.weightedMean, decimals: 1)
    json.member("median_m", distances.median, decimals: 1)
    json.member("p90_m", distances.p90, decimals: 1)
    json.member("max_m", distances.maximum, decimals: 1)
    json.member("second_weighted_mean_m", distances.secondWeightedMean, decimals: 1)
    json.member(
      "coverage",
      array: { list in
        for coverage in distances.coverage {
          list.object { json in
            json.member("within_m", coverage.meters, decimals: 0)
            json.member("share", coverage.share, decimals: 6)
            json.member("share_two_or_more", coverage.twiceShare, decimals: 6)
          }
        }
      })
  }

  private func writeEvenness(_ figures: AuditFigures, _ json: inout JSONWriter) {
    json.entry("clark_evans") { json in
      json.object { json in
        json.member("used", figures.pattern?.used)
        json.member("total", figures.sitesTotal)
        json.member("index", figures.pattern?.index, decimals: 6)
        json.member("z", figures.pattern?.z, decimals: 4)
        json.member("observed_m", figures.pattern?.observedMeters, decimals: 1)
        json.member("expected_m", figures.pattern?.expectedMeters, decimals: 1)
      }
    }
    let kinds = [
      ("population", figures.byPopulation), ("workers_estimate", figures.byWorkers),
      ("area", figures.byArea),
    ]
    json.entry("evenness") { json in
      json.object { json in
        for (name, value) in kinds {
          json.entry(name) { json in
            json.object { json in
              json.member("used", value?.used)
              json.member("total", figures.units.count)
              json.member("gini", value?.gini, decimals: 6)
              json.member("hoover", value?.hoover, decimals: 6)
              json.member("theil", value?.theil?.total, decimals: 6)
              json.member("theil_between_provinces", value?.theil?.between, decimals: 6)
              json.member(
                "theil_within",
                array: { list in
                  for group in value?.theil?.within ?? [] {
                    list.object { json in
                      json.member("province_code", group.code)
                      json.member("theil", group.value, decimals: 6)
                      json.member("share", group.share, decimals: 6)
                    }
                  }
                })
            }
          }
        }
      }
    }
  }

  private func writeAccess(_ figures: AuditFigures, _ json: inout JSONWriter) {
    let sets = [
      ("access", figures.access, demandUsed, demandTotal),
      (
        "access_from_regency_points", figures.regencyAccess, figures.regencyDistances.used,
        regencyTotal
      ),
    ]
    for (name, results, used, total) in sets {
      json.member(
        name,
        array: { list in
          for access in results {
            list.object { json in
              json.member("method", access.method.rawValue)
              json.member("used", used)
              json.member("total", total)
              json.member("only_own_people_compete", !regionCode.isEmpty)
              json.member("mean_per_100k", access.per100k, decimals: 6)
              json.member("share_without", access.withoutAccess, decimals: 6)
              json.member("share_below_half", access.belowHalf, decimals: 6)
              json.member(
                "sites_without_people",
                array: { ids in access.unreached.forEach { ids.value($0) } })
            }
          }
        })
    }
  }

  private func writeSensitivity(_ figures: AuditFigures, _ json: inout JSONWriter) {
    json.member(
      "spar_sensitivity",
      array: { list in
        for line in figures.sensitivity {
          list.object { json in
            json.member("method", line.method.rawValue)
            json.member("units", line.units)
            json.member("changed_over_10_percent", line.changed)
            json.member("most_changed", line.mostChanged)
            json.member("largest_change", line.largestChange, decimals: 4)
          }
        }
      })
  }

  private func writeReferrals(_ json: inout JSONWriter) {
    func write(_ cell: ReferralFigures.Cell, _ json: inout JSONWriter) {
      json.object { json in
        switch cell {
        case .none: json.member("state", "none")
        case .suppressed: json.member("state", "suppressed")
        case .unbounded(let count):
          json.member("state", "unbounded")
          json.member("n", count)
        case .shown(let value, let count):
          json.member("state", "shown")
          json.member("value", value, decimals: 4)
          json.member("n", count)
        }
      }
    }
    json.entry("referrals") { json in
      json.object { json in
        json.member("as_of", referrals?.asOf)
        for measure in referrals?.measures ?? [] {
          json.entry(measure.name) { json in
            json.object { json in
              json.member("unit", measure.unit.rawValue)
              json.entry("all") { write(measure.total, &$0) }
              for (code, cell) in measure.provinces.sorted(by: { $0.key < $1.key }) {
                json.entry("province_\(code)") { write(cell, &$0) }
              }
            }
          }
        }
        json.entry("refused") { json in
          json.object { json in
            for (reason, cell) in (referrals?.reasons ?? [:]).sorted(by: { $0.key < $1.key }) {
              json.entry(reason) { write(cell, &$0) }
            }
          }
        }
      }
    }
  }

  private func writeReconciliation(_ json: inout JSONWriter) {
    json.member(
      "reconciliation",
      array: { list in
        for line in reconciliation.lines {
          list.object { json in
            json.member("area", line.published.area)
            json.member("level", line.published.level)
            json.member("date", line.published.date)
            json.member("published", line.published.count)
            json.member("counted", line.counted)
            json.member("difference", line.difference)
            json.member("by_construction", line.isByConstruction)
            json.member("source", line.published.source)
          }
        }
      })
    json.member(
      "contradictions",
      array: { list in
        for line in reconciliation.contradictions {
          list.object { json in
            json.member("area", line.area)
            json.member("date", line.date)
            json.member("check", "\(line.sum)")
            json.member("printed", line.printed)
            json.member("computed", line.computed)
            json.member("source", line.published.source)
          }
        }
      })
  }

  private func writeQuality(_ json: inout JSONWriter) {
    json.entry("quality") { json in
      json.object { json in
        json.member("total", quality.total)
        json.member("with_phone", quality.withPhone)
        json.member("with_address", quality.withAddress)
        json.member(
          "outside_regency", array: { ids in quality.outsideRegency.forEach { ids.value($0) } })
        json.member(
          "shared_points",
          array: { list in
            for group in quality.sharedPoints {
              list.array { ids in group.forEach { ids.value($0) } }
            }
          })
        json.member(
          "suspected_duplicates",
          array: { list in
            for pair in quality.suspectedDuplicates {
              list.array { ids in
                ids.value(pair.first)
                ids.value(pair.second)
              }
            }
          })
      }
    }
  }

  private func writeProposals(_ figures: AuditFigures, _ json: inout JSONWriter) {
    func write(
      _ name: String, _ list: [AuditFigures.Proposal], _ after: String, _ json: inout JSONWriter
    ) {
      json.member(
        name,
        array: { array in
          for proposal in list {
            array.object { json in
              json.member("code", proposal.code)
              json.member("name", proposal.name)
              json.member("latitude", proposal.position.latitude, decimals: 5)
              json.member("longitude", proposal.position.longitude, decimals: 5)
              json.member("gain", proposal.gain, decimals: 3)
              json.member(after, proposal.after, decimals: 6)
            }
          }
        })
    }
    json.member("covering_within_m", proposalMeters, decimals: 0)
    write("covering", figures.covering, "share_after", &json)
    json.member("covering_optimum", figures.coveringOptimum, decimals: 3)
    write("p_median", figures.median, "mean_after_m", &json)
    json.member("p_median_optimum", figures.medianOptimum, decimals: 3)
    json.member("cover_all_sites", figures.coverAll?.sites)
    json.member("cover_all_unreachable", figures.coverAll?.unreachable)
  }
}

extension JSONWriter {
  fileprivate mutating func entry(_ name: String, _ value: (inout JSONWriter) -> Void) {
    key(name)
    value(&self)
  }
}
