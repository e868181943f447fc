package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.countersign.shared.Explanation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class PolicyReasonTests {

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();

    PolicyReasonTests() {
        texts.setBasenames("texts/models", "texts/rules");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        texts.setAlwaysUseMessageFormat(true);
    }

    private String german(Explanation reason) {
        return reason.in(Locale.GERMAN, texts);
    }

    @Test
    @DisplayName("The reason of a shipped rule is said in the reader’s language")
    void shippedReasonsAreTranslated() {
        var reason = PolicyReason.of("rule_financeFrom10k", "From 10,000.00 a finance officer approves");
        assertThat(german(reason)).isEqualTo("Ab 10.000,00 gibt die Finanzabteilung frei");
        assertThat(reason.in(Locale.ENGLISH, texts)).isEqualTo("From 10,000.00 a finance officer approves");
    }

    @Test
    @DisplayName("A reason that somebody changed in the table stays as they wrote it, beside those that nobody changed")
    void changedReasonsStay() {
        var reason = PolicyReason.of(
                "rule_newSupplier,rule_ours,rule_cfoFrom100k",
                "The supplier is new: purchasing approves; The {board} wants to know; From 90,000.00 the chief"
                        + " financial officer approves");
        assertThat(german(reason))
                .isEqualTo("Der Lieferant ist neu: Der Einkauf gibt frei; The {board} wants to know; From 90,000.00 the"
                        + " chief financial officer approves");
    }

    @Test
    @DisplayName("A rule that gives no reason is no reason to fall into another language")
    void noReasonIsSaidToo() {
        assertThat(german(PolicyReason.of("rule_ours", PolicyReason.UNEXPLAINED)))
                .isEqualTo("Die Freigaberegeln verlangen es");
    }
}
