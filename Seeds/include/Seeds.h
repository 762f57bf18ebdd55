// The embedded tables. Each is the CSV file of the same name in `data/`, byte for byte.
#ifndef PLKK_SEEDS_H
#define PLKK_SEEDS_H

#include <stddef.h>

/// Bytes that live as long as the process.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} seeds_table;

/// The 336 working PLKK sites.
seeds_table seeds_facilities(void);
/// The other hospitals, for the emergency answer.
seeds_table seeds_other_hospitals(void);
/// The five provinces with time zone and other names.
seeds_table seeds_provinces(void);
/// The 56 kabupaten and kota.
seeds_table seeds_regencies(void);
/// Their boundaries: rings of "latitude longitude" in units of 0.0001 degree.
seeds_table seeds_regency_boundaries(void);
/// The 626 kecamatan.
seeds_table seeds_districts(void);
/// The 7,252 desa and kelurahan.
seeds_table seeds_villages(void);
/// Everyday names of regencies and towns.
seeds_table seeds_aliases(void);
/// Totals as published, with date and source.
seeds_table seeds_published(void);

#endif
