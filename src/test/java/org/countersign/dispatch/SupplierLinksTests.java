package org.countersign.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import org.countersign.dispatch.SupplierLinks.Reading;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.support.TestClock;
import org.junit.jupiter.api.Test;

class SupplierLinksTests {

    private static final PurchaseOrderNumber ORDER = new PurchaseOrderNumber("PO-2026-000017");

    private final TestClock clock = new TestClock();
    private final SupplierLinks links = links((byte) 7);

    @Test
    void aLinkLeadsToItsOrder() {
        assertThat(links.read(token())).isInstanceOfSatisfying(Reading.Valid.class, valid -> {
            assertThat(valid.order()).isEqualTo(ORDER);
            assertThat(valid.until()).isEqualTo(TestClock.START.plus(Duration.ofDays(30)));
        });
    }

    @Test
    void twoLinksToOneOrderDiffer() {
        assertThat(token()).isNotEqualTo(token());
    }

    @Test
    void aLinkEndsWhenItsTimeIsOver() {
        var token = token();
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(links.read(token)).isInstanceOf(Reading.Valid.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(links.read(token)).isEqualTo(new Reading.Expired(ORDER));
    }

    @Test
    void aLinkWithAnyBitChangedIsForged() {
        var bytes = Base64.getUrlDecoder().decode(token());
        for (var i = 0; i < bytes.length; i++) {
            var changed = bytes.clone();
            changed[i] ^= 1;
            assertThat(links.read(Base64.getUrlEncoder().withoutPadding().encodeToString(changed)))
                    .isInstanceOf(Reading.Forged.class);
        }
    }

    @Test
    void nothingElseIsALink() {
        var token = token();
        assertThat(links.read("")).isInstanceOf(Reading.Forged.class);
        assertThat(links.read("x")).isInstanceOf(Reading.Forged.class);
        assertThat(links.read("../../etc")).isInstanceOf(Reading.Forged.class);
        assertThat(links.read("A".repeat(10_000))).isInstanceOf(Reading.Forged.class);
        assertThat(links.read(token.substring(1))).isInstanceOf(Reading.Forged.class);
        assertThat(links.read(token + "=")).isInstanceOf(Reading.Forged.class);
        assertThat(links((byte) 8).read(token)).isInstanceOf(Reading.Forged.class);
    }

    private String token() {
        var url = links.draw(ORDER).url();
        assertThat(url).startsWith("https://buy.example.org/supplier/orders/");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private SupplierLinks links(byte key) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, key);
        return new SupplierLinks(
                purpose -> bytes,
                new DispatchSettings(
                        "https://buy.example.org",
                        new DispatchSettings.Link(Duration.ofDays(30)),
                        new DispatchSettings.Reminder(Duration.ofDays(3), Duration.ofDays(3)),
                        new DispatchSettings.Letterhead(null)),
                clock);
    }
}
