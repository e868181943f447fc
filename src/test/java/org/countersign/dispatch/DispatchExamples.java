package org.countersign.dispatch;

import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import org.countersign.catalog.ItemCatalog;
import org.countersign.shared.Company;
import org.countersign.shared.TemplatesExamples;

/** The parts that print and mark an order, without a server. */
final class DispatchExamples {

    static final Company COMPANY = new Company(
            "Example Works GmbH",
            "Musterweg 12",
            "20095",
            "Hamburg",
            "DE",
            "DE123456789",
            "purchasing@example.org",
            "+49 40 123456-0",
            ZoneId.of("Europe/Berlin"),
            Currency.getInstance("EUR"));

    private static final ItemCatalog NO_ITEMS = mock(ItemCatalog.class);

    private DispatchExamples() {}

    static OrderPaper paper() {
        return new OrderPaper(
                COMPANY, NO_ITEMS, new PaymentTermsText(TemplatesExamples.shipped()), TemplatesExamples.shipped());
    }

    static OrderPdf pdf() {
        return pdf(null);
    }

    static OrderPdf pdf(String logo) {
        return new OrderPdf(
                paper(), TemplatesExamples.shipped(), COMPANY, letterhead(logo), new PaperPrinter(new OrderFonts()));
    }

    static Letterhead letterhead(String logo) {
        return new Letterhead(new DispatchSettings(
                "https://buy.example.org",
                new DispatchSettings.Link(Duration.ofDays(30)),
                new DispatchSettings.Reminder(Duration.ofDays(3), Duration.ofDays(3)),
                new DispatchSettings.Letterhead(logo)));
    }

    static OrderXml xml() {
        return new OrderXml(COMPANY, NO_ITEMS, new PaymentTermsText(TemplatesExamples.shipped()));
    }
}
