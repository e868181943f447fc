package org.countersign.console.web;

import jakarta.servlet.RequestDispatcher;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.countersign.console.page.PageRefusals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;

/** Gives each error page a reference, which the log knows too, and nothing of what only the log may say. */
@Component
class ReferencedErrors extends DefaultErrorAttributes {

    private static final Logger LOG = LoggerFactory.getLogger(ReferencedErrors.class);

    @Override
    public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        var attributes = super.getErrorAttributes(
                request,
                options.excluding(ErrorAttributeOptions.Include.STACK_TRACE)
                        .excluding(ErrorAttributeOptions.Include.EXCEPTION)
                        .excluding(ErrorAttributeOptions.Include.MESSAGE));
        var reference = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        attributes.put("reference", reference);
        var sentence = request.getAttribute(PageRefusals.SENTENCE, RequestAttributes.SCOPE_REQUEST);
        if (sentence != null) {
            attributes.put("sentence", sentence);
        }
        var failure = getError(request);
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE, RequestAttributes.SCOPE_REQUEST);
        if (status instanceof Integer code && code >= 500) {
            LOG.error("A page failed, reference {}, {}", reference, attributes.get("path"), failure);
        } else {
            LOG.debug("A page was refused with {}, reference {}, {}", status, reference, attributes.get("path"));
        }
        return attributes;
    }
}
