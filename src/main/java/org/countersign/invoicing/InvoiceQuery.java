package org.countersign.invoicing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which invoices are asked for; what is null or false filters nothing.
 *
 * @param text beginning of our reference, of an order's number or of the supplier's number of the document, whatever signs
 *     it is written with; beginning of the digits of that number; beginning of the supplier's own number, or a part of its
 *     name
 * @param status where it stands
 * @param supplier number of the supplier
 * @param type invoice or credit note
 * @param dueFrom to be paid on this day at the earliest
 * @param dueTo to be paid on this day at the latest
 * @param overdue whether only what should have been paid by now
 * @param mine whether only what waits for whoever asks: differences that they answer to, and payments
 * @param unpaid whether only what is neither paid nor refused
 */
public record InvoiceQuery(
        @Nullable String text,
        @Nullable InvoiceStatus status,
        @Nullable String supplier,
        @Nullable InvoiceType type,
        @Nullable LocalDate dueFrom,
        @Nullable LocalDate dueTo,
        boolean overdue,
        boolean mine,
        boolean unpaid) {}
