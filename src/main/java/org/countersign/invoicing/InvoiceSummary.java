package org.countersign.invoicing;

import java.math.BigDecimal;

/**
 * An invoice in a line.
 *
 * @param id its id, for example {@code INV-2026-000001}
 * @param number the supplier's own number of it
 * @param type {@code INVOICE} or {@code CREDIT_NOTE}
 * @param status where it stands
 * @param currency ISO 4217
 * @param payable its payable amount as claimed (BT-115)
 */
public record InvoiceSummary(
        String id, String number, String type, String status, String currency, BigDecimal payable) {}
