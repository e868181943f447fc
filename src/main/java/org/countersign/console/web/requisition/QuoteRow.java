package org.countersign.console.web.requisition;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.countersign.console.page.DecimalText;
import org.countersign.purchasing.RequisitionQuote;
import org.countersign.purchasing.RequisitionQuotes;
import org.countersign.shared.Money;

/** One quote in the form, as texts. */
record QuoteRow(String supplier, String price, String currency, String attachment, boolean chosen) {

    private static final int FEWEST = 3;

    static QuoteRow of(RequisitionQuote quote, Locale language) {
        return new QuoteRow(
                quote.supplier(),
                DecimalText.of(
                        quote.price().amount(), Money.digits(quote.price().currency()), language),
                quote.price().currency().getCurrencyCode(),
                Objects.requireNonNullElse(quote.attachment(), ""),
                quote.chosen());
    }

    /** The rows, and empty ones to write more: three in all at least. */
    static List<QuoteRow> withBlank(List<QuoteRow> rows, Currency currency) {
        var all = new ArrayList<>(rows);
        do {
            if (all.size() == RequisitionQuotes.MOST) {
                break;
            }
            all.add(new QuoteRow("", "", currency.getCurrencyCode(), "", false));
        } while (all.size() < FEWEST);
        return all;
    }

    boolean isBlank() {
        return supplier.isBlank() && price.isBlank();
    }
}
