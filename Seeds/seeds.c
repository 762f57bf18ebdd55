// Tables are embedded with C23 #embed: it costs no start-up work and no file has to be found at run
// time, and a changed CSV is rebuilt because the compiler records it as a dependency.
#include "Seeds.h"

#define TABLE(name)                                                                                \
  seeds_table seeds_##name(void) { return (seeds_table){name, sizeof name}; }

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char facilities[] = {
#embed "data/facilities.csv"
};
static const unsigned char other_hospitals[] = {
#embed "data/other_hospitals.csv"
};
static const unsigned char closed_facilities[] = {
#embed "data/closed_facilities.csv"
};
static const unsigned char retired_ids[] = {
#embed "data/retired_ids.csv"
};
static const unsigned char provinces[] = {
#embed "data/provinces.csv"
};
static const unsigned char regencies[] = {
#embed "data/regencies.csv"
};
static const unsigned char districts[] = {
#embed "data/districts.csv"
};
static const unsigned char villages[] = {
#embed "data/villages.csv"
};
static const unsigned char regency_borders[] = {
#embed "data/regency_borders.csv"
};
static const unsigned char district_borders[] = {
#embed "data/district_borders.csv"
};
static const unsigned char towns[] = {
#embed "data/towns.csv"
};
static const unsigned char aliases[] = {
#embed "data/aliases.csv"
};
static const unsigned char published[] = {
#embed "data/published.csv"
};
static const unsigned char published_coverage[] = {
#embed "data/published_coverage.csv"
};

#pragma clang diagnostic pop

TABLE(facilities)
TABLE(other_hospitals)
TABLE(closed_facilities)
TABLE(retired_ids)
TABLE(provinces)
TABLE(regencies)
TABLE(districts)
TABLE(villages)
TABLE(regency_borders)
TABLE(district_borders)
TABLE(towns)
TABLE(aliases)
TABLE(published)
TABLE(published_coverage)
