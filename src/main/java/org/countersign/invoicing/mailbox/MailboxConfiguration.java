package org.countersign.invoicing.mailbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.countersign.invoicing.InvoiceMailbox;
import org.countersign.invoicing.MailboxSettings;
import org.countersign.shared.Restores;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** What is there only where a mailbox is read. */
@Configuration(proxyBeanMethods = false)
@Conditional(MailboxConfigured.class)
class MailboxConfiguration {

    /** A mailbox that does not answer stops no purchase: it is told among the details and makes no server unfit. */
    private static final String UNREACHABLE = "UNREACHABLE";

    @Bean
    MailboxWatch mailboxWatch(InvoiceMailbox mailbox, MailboxSettings settings, Clock clock, Restores restores) {
        return new MailboxWatch(mailbox, settings, clock, restores::isHeld);
    }

    @Bean
    HealthIndicator invoiceMailboxHealthIndicator(InvoiceMailbox mailbox) {
        return () -> {
            var standing = mailbox.standing().orElse(null);
            if (standing == null) {
                return Health.unknown().build();
            }
            var health = standing.isFailing() ? Health.status(UNREACHABLE) : Health.up();
            health.withDetail("mailbox", standing.address());
            if (standing.reachedAt() != null) {
                health.withDetail("reachedAt", standing.reachedAt());
            }
            if (standing.failingSince() != null) {
                health.withDetail("failingSince", standing.failingSince());
                health.withDetail("error", String.valueOf(standing.lastError()));
            }
            return health.build();
        };
    }

    @Bean
    MeterBinder invoiceMailboxMeters(InvoiceMailbox mailbox) {
        return registry -> {
            Gauge.builder("countersign.invoices.mailbox.reachable", mailbox, MailboxConfiguration::reachable)
                    .description("1 while the mailbox of invoices answers, 0 while it does not")
                    .register(registry);
            Gauge.builder("countersign.invoices.mailbox.waiting", mailbox, InvoiceMailbox::waiting)
                    .description("What came by mail, could not be captured, and waits for a person")
                    .register(registry);
        };
    }

    private static double reachable(InvoiceMailbox mailbox) {
        return mailbox.standing().filter(standing -> !standing.isFailing()).isPresent() ? 1 : 0;
    }
}
