/*
 * fields.h - the fields of a message that hold addresses.
 */
#ifndef SMTP_FIELDS_H
#define SMTP_FIELDS_H

#include "smtp/message.h"

/* True for a field that no recipient may see. */
bool fields_hidden(struct bytes name);
/* Calls ADD for every address in To, Cc and Bcc; in Resent-To, Resent-Cc and
 * Resent-Bcc instead, where there is one of these (RFC 5322 3.6.6). False as
 * header_addresses has it. */
bool fields_recipients(
    const struct message *m, header_add *add, void *arg, struct bytes *where);
/* Finds the names without a domain, for M's BARE. A field that is no list of
 * addresses stays as it is. */
void fields_find_bare(struct message *m);

#endif
