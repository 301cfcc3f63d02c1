/*
 * cdb.h - the constant database format (cr.yp.to/cdb/cdb.txt), as far as
 * its reader and its writer must agree.
 *
 * 256 pairs (position, slots) of tables; records (key length, data length,
 * key, data); the tables, of slots (hash, position). All numbers are of
 * 32 bits, little-endian, so a database ends below 4 GiB.
 */
#ifndef USERS_CDB_H
#define USERS_CDB_H

#include "base/bytes.h"

#define CDB_TABLES 256
#define CDB_HEAD (CDB_TABLES * 8)

/* An empty slot has position 0 and its hash is ignored by the format; we
 * put this there, so that a hole in the file is no empty slot. */
#define CDB_EMPTY 0x656d7074U

static inline uint32_t
cdb_hash(struct bytes key)
{
	uint32_t h = 5381;

	for (size_t i = 0; i < key.n; i++)
		h = ((h << 5) + h) ^ (uint8_t)key.p[i];
	return h;
}

static inline void
cdb_pack(uint8_t *p, uint64_t v, unsigned octets)
{
	for (unsigned i = 0; i < octets; i++)
		p[i] = (uint8_t)(v >> 8 * i);
}

static inline uint64_t
cdb_unpack(const uint8_t *p, unsigned octets)
{
	uint64_t v = 0;

	for (unsigned i = octets; i > 0; i--)
		v = v << 8 | p[i - 1];
	return v;
}

#endif
