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
static const unsigned char provinces[] = {
#embed "data/provinces.csv"
};
static const unsigned char regencies[] = {
#embed "data/regencies.csv"
};
static const unsigned char regency_boundaries[] = {
#embed "data/regency_boundaries.csv"
};
static const unsigned char districts[] = {
#embed "data/districts.csv"
};
static const unsigned char villages[] = {
#embed "data/villages.csv"
};
static const unsigned char aliases[] = {
#embed "data/aliases.csv"
};
static const unsigned char published[] = {
#embed "data/published.csv"
};

#pragma clang diagnostic pop

TABLE(facilities)
TABLE(other_hospitals)
TABLE(provinces)
TABLE(regencies)
TABLE(regency_boundaries)
TABLE(districts)
TABLE(villages)
TABLE(aliases)
TABLE(published)
