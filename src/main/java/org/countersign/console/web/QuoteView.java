package org.countersign.console.web;

import java.math.BigDecimal;
import org.countersign.purchasing.RequisitionQuote;
import org.jspecify.annotations.Nullable;

/**
 * A quote as REST clients see it.
 *
 * @param price in all, net of tax
 * @param attachment id of its file among the requisition's attachments
 */
record QuoteView(
        String supplier,
        BigDecimal price,
        String currency,
        @Nullable String attachment,
        boolean chosen,
        @Nullable String reason) {

    static QuoteView of(RequisitionQuote quote) {
        return new QuoteView(
                quote.supplier(),
                quote.price().amount(),
                quote.price().currency().getCurrencyCode(),
                quote.attachment(),
                quote.chosen(),
                quote.reason());
    }
}
