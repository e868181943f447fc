package org.countersign.console.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Turns what leaves a page's controller into the error page of its status, with the sentence that says why. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class PageRefusals implements HandlerExceptionResolver {

    /** The sentence for the error page, on the request. */
    public static final String SENTENCE = PageRefusals.class.getName() + ".sentence";

    private final ObjectProvider<PageModel> pages;

    PageRefusals(ObjectProvider<PageModel> pages) {
        this.pages = pages;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception refusal) {
        var status = request.getRequestURI().startsWith(request.getContextPath() + "/api/") ? null : statusOf(refusal);
        if (status == null || response.isCommitted()) {
            return null;
        }
        if (refusal instanceof RuleViolation violation) {
            request.setAttribute(SENTENCE, pages.getObject().words().sentence(violation));
        } else if (refusal instanceof NotAllowed forbidden) {
            request.setAttribute(SENTENCE, pages.getObject().words().sentence(forbidden));
        }
        try {
            response.sendError(status.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }

    private static @Nullable HttpStatus statusOf(Exception refusal) {
        if (refusal instanceof RuleViolation violation) {
            return switch (violation.rule().refusal()) {
                case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
                case CONFLICT -> HttpStatus.CONFLICT;
                case FORBIDDEN -> HttpStatus.FORBIDDEN;
                case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            };
        }
        if (refusal instanceof NotFound) {
            return HttpStatus.NOT_FOUND;
        }
        if (refusal instanceof NotAllowed) {
            return HttpStatus.FORBIDDEN;
        }
        if (refusal instanceof ConcurrencyFailureException) {
            return HttpStatus.CONFLICT;
        }
        if (refusal instanceof MaxUploadSizeExceededException) {
            return HttpStatus.PAYLOAD_TOO_LARGE;
        }
        return refusal instanceof BadParameter || refusal instanceof MethodArgumentTypeMismatchException
                ? HttpStatus.BAD_REQUEST
                : null;
    }
}
