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
/// Houses known to be closed.
seeds_table seeds_closed_facilities(void);
/// Ids that are given up for ever, with the reason and the present id.
seeds_table seeds_retired_ids(void);
/// The five provinces with time zone, other names and telephone area codes.
seeds_table seeds_provinces(void);
/// The 56 kabupaten and kota with their seats.
seeds_table seeds_regencies(void);
/// The 626 kecamatan.
seeds_table seeds_districts(void);
/// The 7,252 desa and kelurahan.
seeds_table seeds_villages(void);
/// Lines between kecamatan of two kabupaten, and the coast: a start "latitude longitude" and steps, in
/// units of 0.0001 degree; the codes tell which kecamatan lies left and right of the way.
seeds_table seeds_regency_borders(void);
/// Lines between two kecamatan of one kabupaten, in the same form.
seeds_table seeds_district_borders(void);
/// Points where people are.
seeds_table seeds_towns(void);
/// Short, spoken and old names.
seeds_table seeds_aliases(void);
/// Totals as published, with date and source.
seeds_table seeds_published(void);
/// Shares of workers who are registered, as published.
seeds_table seeds_published_coverage(void);

#endif
