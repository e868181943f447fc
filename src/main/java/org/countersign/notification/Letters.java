package org.countersign.notification;

import java.util.Locale;
import java.util.Map;
import org.countersign.shared.Templates;
import org.springframework.stereotype.Component;

/** Writes letters as mails: HTML and text say the same. */
@Component
class Letters {

    private final Templates templates;

    Letters(Templates templates) {
        this.templates = templates;
    }

    String html(Letter letter, Locale language) {
        return templates.fill("mails/letter.html", language, Map.of("letter", letter));
    }

    String text(Letter letter, Locale language) {
        return templates
                .fill("mails/letter.txt", language, Map.of("letter", letter))
                .replaceAll("\n{3,}", "\n\n");
    }
}
