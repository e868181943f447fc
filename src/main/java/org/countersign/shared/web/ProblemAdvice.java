package org.countersign.shared.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.countersign.shared.FieldProblem;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Answers every refusal and every failure below {@code /api} as an RFC 9457 problem: a sentence for people, the faulty
 * fields for programs, never a stack trace. Pages keep their own error page.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice {

    /** Set on a request whose refusal is passing: an {@code Idempotency-Key} must not keep it. */
    static final String PASSING = ProblemAdvice.class.getName() + ".passing";

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String SHARED = "shared";

    @ExceptionHandler
    ResponseEntity<Object> anything(Exception fault, HttpServletRequest request) throws Exception {
        if (!request.getRequestURI().startsWith(request.getContextPath() + "/api/")
                || fault instanceof AuthenticationException
                || fault instanceof AccessDeniedException) {
            throw fault;
        }
        var headers = new HttpHeaders();
        if (fault instanceof ErrorResponse response) {
            headers.addAll(response.getHeaders());
        }
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        var problem = problemOf(fault, request);
        return new ResponseEntity<>(problem, headers, HttpStatusCode.valueOf(problem.getStatus()));
    }

    private static ProblemDetail problemOf(Exception fault, HttpServletRequest request) {
        if (fault instanceof RuleViolation violation) {
            return Problems.of(violation);
        }
        if (fault instanceof NotFound) {
            return problem(HttpStatus.NOT_FOUND, "not-found", fault.getMessage());
        }
        if (fault instanceof NotAllowed) {
            return problem(HttpStatus.FORBIDDEN, "not-allowed", fault.getMessage());
        }
        if (fault instanceof PreconditionFailed) {
            return problem(HttpStatus.PRECONDITION_FAILED, "changed-since-read", fault.getMessage());
        }
        if (fault instanceof BadParameter bad) {
            return badParameter(bad.parameter(), String.valueOf(bad.getMessage()));
        }
        if (fault instanceof ConcurrencyFailureException) {
            request.setAttribute(PASSING, true);
            return problem(
                    HttpStatus.CONFLICT,
                    "changed-meanwhile",
                    "Somebody else was changing this at the same moment, and was first. Look at it again.");
        }
        if (fault instanceof DataIntegrityViolationException) {
            return reported(
                    fault,
                    problem(
                            HttpStatus.CONFLICT,
                            "contradicts-other-data",
                            "This contradicts what is recorded already, perhaps since a moment ago."));
        }
        return httpProblemOf(fault, request);
    }

    private static ProblemDetail httpProblemOf(Exception fault, HttpServletRequest request) {
        if (causeOf(fault, PayloadTooLarge.class) != null || fault instanceof MaxUploadSizeExceededException) {
            var cause = causeOf(fault, PayloadTooLarge.class);
            return problem(
                    HttpStatus.PAYLOAD_TOO_LARGE,
                    "too-large",
                    cause == null ? "More was sent than is taken here." : cause.getMessage());
        }
        if (fault instanceof HttpMessageNotReadableException) {
            var json = causeOf(fault, JsonProcessingException.class);
            return json == null
                    ? problem(HttpStatus.BAD_REQUEST, "unreadable-body", "A body is needed, and could not be read.")
                    : Problems.withFields(
                            problem(HttpStatus.BAD_REQUEST, "unreadable-body", JsonFaults.sentence(json)),
                            JsonFaults.fields(json));
        }
        if (fault instanceof MethodArgumentTypeMismatchException mismatch) {
            return AnnotatedElementUtils.hasAnnotation(mismatch.getParameter().getParameter(), PathVariable.class)
                    ? problem(
                            HttpStatus.NOT_FOUND,
                            "not-found",
                            "There is nothing of the name \"" + mismatch.getValue() + "\".")
                    : badParameter(mismatch.getName(), "cannot be read from \"" + mismatch.getValue() + "\"");
        }
        if (fault instanceof MissingServletRequestParameterException missing) {
            return badParameter(missing.getParameterName(), "is required");
        }
        if (fault instanceof BindException || fault instanceof HandlerMethodValidationException) {
            return Problems.withFields(
                    problem(HttpStatus.UNPROCESSABLE_ENTITY, "invalid-fields", "Some fields are not as they must be."),
                    fault instanceof BindingResult bound ? fieldsOf(bound) : List.of());
        }
        if (fault instanceof NoHandlerFoundException || fault instanceof NoResourceFoundException) {
            return problem(HttpStatus.NOT_FOUND, "not-found", "There is nothing at " + request.getRequestURI() + ".");
        }
        if (fault instanceof HttpRequestMethodNotSupportedException method) {
            return problem(
                    HttpStatus.METHOD_NOT_ALLOWED,
                    "method-not-allowed",
                    method.getMethod() + " is not possible here. Possible: "
                            + (method.getSupportedHttpMethods() == null
                                    ? "nothing"
                                    : method.getSupportedHttpMethods().stream()
                                            .map(Object::toString)
                                            .sorted()
                                            .collect(Collectors.joining(", ")))
                            + ".");
        }
        if (fault instanceof HttpMediaTypeNotSupportedException type) {
            return problem(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "media-type-not-taken",
                    (type.getContentType() == null ? "A body without Content-Type" : type.getContentType())
                            + " is not taken here. Taken: " + types(type.getSupportedMediaTypes()) + ".");
        }
        if (fault instanceof HttpMediaTypeNotAcceptableException type) {
            return problem(
                    HttpStatus.NOT_ACCEPTABLE,
                    "media-type-not-given",
                    "This is given as " + types(type.getSupportedMediaTypes()) + ".");
        }
        if (fault instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
            var detail = response.getBody().getDetail();
            return problem(
                    response.getStatusCode(),
                    "bad-request",
                    detail == null ? "The request could not be understood." : detail);
        }
        return reported(
                fault,
                problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "failure",
                        "Something went wrong on our side, and nothing was changed by this call."));
    }

    private static ProblemDetail reported(Exception fault, ProblemDetail problem) {
        var reference = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        log.error("A call failed, reference {}", reference, fault);
        problem.setDetail(problem.getDetail() + " Tell operations the reference " + reference + ".");
        problem.setProperty("reference", reference);
        return problem;
    }

    private static ProblemDetail badParameter(String name, String message) {
        return Problems.withFields(
                problem(HttpStatus.BAD_REQUEST, "bad-parameter", "The parameter " + name + " " + message + "."),
                List.of(new FieldProblem(name, message)));
    }

    private static ProblemDetail problem(HttpStatusCode status, String rule, @Nullable String detail) {
        return Problems.of(status, SHARED, rule, String.valueOf(detail));
    }

    private static List<FieldProblem> fieldsOf(BindingResult bound) {
        return bound.getAllErrors().stream()
                .map(error -> new FieldProblem(
                        error instanceof FieldError field ? field.getField() : error.getObjectName(),
                        String.valueOf(error.getDefaultMessage())))
                .toList();
    }

    private static String types(List<MediaType> types) {
        return types.stream().map(MediaType::toString).distinct().collect(Collectors.joining(", "));
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable fault, Class<T> type) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
