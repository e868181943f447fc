package org.countersign.workflow.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.function.BiFunction;
import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginRootResource;
import org.countersign.operations.StuckDesk;
import org.countersign.shared.Actor;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Problems;
import org.countersign.shared.web.SignedInActor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The calls of the part "Stuck" of Cockpit. Cockpit asks nobody for a right behind its pages: who may read and act is asked here, of the
 * same services as over REST.
 */
@Path("plugin/" + StuckPlugin.ID)
@Produces(MediaType.APPLICATION_JSON)
public class StuckPluginResource extends AbstractCockpitPluginRootResource {

    private static final String PROBLEM = "application/problem+json";

    @Context
    @SuppressWarnings("NullAway.Init")
    private HttpServletRequest request;

    /** Made by Cockpit for each call. */
    public StuckPluginResource() {
        super(StuckPlugin.ID);
    }

    /** How many are stuck in each way. */
    @GET
    @Path("summary")
    public Response summary() {
        return answer((desk, actor) -> desk.summary(actor, language()));
    }

    /** What is stuck. */
    @GET
    @Path("list")
    public Response list(
            @QueryParam("condition") @Nullable String condition,
            @QueryParam("document") @Nullable String document,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("olderThan") @Nullable String olderThan,
            @QueryParam("page") @DefaultValue("0") int page,
            @QueryParam("size") @DefaultValue("25") int size) {
        var wanted = PageRequest.of(
                Math.max(0, Math.min(page, PageQuery.MAX_PAGE)),
                Math.max(1, Math.min(size, PageQuery.MAX_SIZE)),
                Sort.by("since"));
        return answer((desk, actor) ->
                desk.list(desk.query(condition, document, owner, olderThan), actor, wanted, language()));
    }

    /** Does something about one. */
    @POST
    @Path("one")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response apply(
            @QueryParam("id") @DefaultValue("") String id,
            @QueryParam("remedy") @DefaultValue("") String remedy,
            String body) {
        return answer((desk, actor) -> desk.apply(id, remedy, read(body, StuckDesk.Wish.class), actor, language()));
    }

    /** Does something about many. */
    @POST
    @Path("bulk")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response applyAll(String body) {
        return answer((desk, actor) -> desk.applyAll(read(body, StuckDesk.BulkWish.class), actor));
    }

    /** What became of many. */
    @GET
    @Path("batch")
    public Response batch(@QueryParam("id") @DefaultValue("") String id) {
        return answer((desk, actor) -> desk.batch(id, actor));
    }

    private Response answer(BiFunction<StuckDesk, Actor, Object> call) {
        var actor = SignedInActor.current();
        if (actor.isEmpty()) {
            return Response.status(Response.Status.UNAUTHORIZED).build();
        }
        try {
            return Response.ok(write(call.apply(bean(StuckDesk.class), actor.get())))
                    .build();
        } catch (RuleViolation violation) {
            var problem = Problems.of(violation);
            problem.setDetail(sentence(violation));
            return refused(problem);
        } catch (NotAllowed e) {
            return refused(HttpStatus.FORBIDDEN, "not-allowed", e);
        } catch (NotFound e) {
            return refused(HttpStatus.NOT_FOUND, "not-found", e);
        } catch (NoJson e) {
            return refused(HttpStatus.BAD_REQUEST, "no-json", e);
        }
    }

    private Response refused(HttpStatus status, String rule, RuntimeException why) {
        return refused(Problems.of(status, "operations", rule, String.valueOf(why.getMessage())));
    }

    private Response refused(ProblemDetail problem) {
        return Response.status(problem.getStatus())
                .type(PROBLEM)
                .entity(write(problem))
                .build();
    }

    private String sentence(RuleViolation violation) {
        var text = bean(MessageSource.class)
                .getMessage(
                        violation.rule().key(), violation.arguments().toArray(), violation.getMessage(), language());
        return text == null ? String.valueOf(violation.getMessage()) : text;
    }

    private Locale language() {
        return bean(LocaleResolver.class).resolveLocale(request);
    }

    private <T> T read(String body, Class<T> type) {
        try {
            var value = bean(ObjectMapper.class).readValue(body, type);
            if (value == null) {
                throw new NoJson("nothing is in it");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new NoJson(e.getOriginalMessage());
        }
    }

    private String write(Object answer) {
        try {
            return bean(ObjectMapper.class).writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written", e);
        }
    }

    private <T> T bean(Class<T> type) {
        return WebApplicationContextUtils.getRequiredWebApplicationContext(servletContext)
                .getBean(type);
    }

    /** What was sent cannot be read. */
    private static final class NoJson extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private NoJson(String why) {
            super("The body cannot be read: " + why);
        }
    }
}
