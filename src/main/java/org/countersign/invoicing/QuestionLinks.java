package org.countersign.invoicing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.countersign.shared.Secrets;
import org.countersign.shared.SignedLinks;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The links with which suppliers answer a question about an invoice without an account. A link carries its question and its
 * end, and proves itself: who has it may answer that question, and nothing else.
 */
@Component
public class QuestionLinks {

    private final SignedLinks links;
    private final Duration validity;
    private final Clock clock;

    QuestionLinks(
            Secrets secrets, @Value("${countersign.supplier-link.validity:P30D}") Duration validity, Clock clock) {
        this.links = new SignedLinks(secrets.key("supplier-question"), clock);
        this.validity = validity;
        this.clock = clock;
    }

    /**
     * A link that was drawn.
     *
     * @param token the last part of its address
     * @param until when it ends
     */
    record Link(String token, Instant until) {}

    Link draw(String question) {
        var until = clock.instant().plus(validity);
        return new Link(links.draw(question, until), until);
    }

    /** What a link says about itself; it is about the id of a question. */
    public SignedLinks.Reading read(String token) {
        return links.read(token);
    }
}
