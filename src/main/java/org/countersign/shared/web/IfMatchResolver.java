package org.countersign.shared.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the client's {@link IfMatch}. */
class IfMatchResolver implements HandlerMethodArgumentResolver {

    private final ObjectProvider<ObjectMapper> json;
    private final ObjectProvider<PlatformTransactionManager> transactions;

    IfMatchResolver(ObjectProvider<ObjectMapper> json, ObjectProvider<PlatformTransactionManager> transactions) {
        this.json = json;
        this.transactions = transactions;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IfMatch.class;
    }

    @Override
    public IfMatch resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return new IfMatch(
                request.getHeader(HttpHeaders.IF_MATCH),
                json.getObject(),
                new TransactionTemplate(transactions.getObject()));
    }
}
