package org.countersign.dispatch;

import java.time.Clock;
import java.time.Instant;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Secrets;
import org.countersign.shared.SignedLinks;
import org.springframework.stereotype.Component;

/**
 * The links with which suppliers answer without an account. A link carries its order and its end, and proves itself: who has
 * it may answer that order, and nothing else.
 */
@Component
public class SupplierLinks {

    private final SignedLinks links;
    private final DispatchSettings settings;
    private final Clock clock;

    SupplierLinks(Secrets secrets, DispatchSettings settings, Clock clock) {
        this.links = new SignedLinks(secrets.key("supplier-link"), clock);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A link that was drawn.
     *
     * @param url its full address
     * @param until when it ends
     */
    record Link(String url, Instant until) {}

    /** Draws a new link to an order's page. */
    Link draw(PurchaseOrderNumber order) {
        var until = clock.instant().plus(settings.supplierLink().validity());
        return new Link(settings.baseUrl() + "/supplier/orders/" + links.draw(order.value(), until), until);
    }

    /** What a link says about itself. */
    public sealed interface Reading {

        /** It is genuine and still works. */
        record Valid(PurchaseOrderNumber order, Instant until) implements Reading {}

        /** It is genuine, and its time is over. */
        record Expired(PurchaseOrderNumber order) implements Reading {}

        /** It was not drawn here, or was changed since. */
        record Forged() implements Reading {}
    }

    /** Reads the last part of a link's address. */
    public Reading read(String token) {
        var reading = links.read(token);
        if (reading instanceof SignedLinks.Reading.Valid valid) {
            return new Reading.Valid(new PurchaseOrderNumber(valid.about()), valid.until());
        }
        return reading instanceof SignedLinks.Reading.Expired expired
                ? new Reading.Expired(new PurchaseOrderNumber(expired.about()))
                : new Reading.Forged();
    }
}
