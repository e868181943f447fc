package org.countersign.approval;

import java.time.Clock;
import java.util.Optional;
import org.countersign.shared.Secrets;
import org.countersign.shared.SignedLinks;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;

/**
 * The links with which people answer from a mail. A link is for one person and one step, which is answered once: so the link
 * works once, and no use of it has to be kept.
 */
@Component
public class AnswerLinks {

    private static final char BETWEEN = '\n';

    private final SignedLinks links;
    private final AnswerSettings settings;
    private final Clock clock;

    /**
     * Draws and reads links.
     *
     * @param secrets whoever can write to the database can draw none
     */
    public AnswerLinks(Secrets secrets, AnswerSettings settings, Clock clock) {
        this.links = new SignedLinks(secrets.key("answer-link"), clock);
        this.settings = settings;
        this.clock = clock;
    }

    /** Draws the last part of the address at which this person answers this step. */
    public String draw(String step, UserId person) {
        return links.draw(
                step + BETWEEN + person,
                clock.instant().plus(settings.mailLink().validity()));
    }

    /** What a genuine link is for. */
    record Link(String step, UserId person, boolean expired) {}

    /** What a link is for; empty where it was not drawn here. */
    Optional<Link> read(String token) {
        var reading = links.read(token);
        if (reading instanceof SignedLinks.Reading.Valid valid) {
            return link(valid.about(), false);
        }
        return reading instanceof SignedLinks.Reading.Expired expired ? link(expired.about(), true) : Optional.empty();
    }

    private static Optional<Link> link(String about, boolean expired) {
        var at = about.indexOf(BETWEEN);
        return at < 0
                ? Optional.empty()
                : Optional.of(new Link(about.substring(0, at), new UserId(about.substring(at + 1)), expired));
    }
}
