package org.countersign.purchasing;

import static org.countersign.shared.RuleViolation.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.countersign.shared.Actor;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Templates of requisitions: one's own, and those that purchasing agents and administrators share with everybody. Dates are
 * not kept, and starting from one is no copy: the new requisition belongs to whoever starts it.
 */
@Service
@Transactional
public class TemplateManagement {

    /** The most templates that one person keeps, and the most shared ones shown. */
    public static final int MOST = 100;

    private final RequisitionTemplates templates;
    private final RequisitionManagement requisitions;
    private final ObjectMapper json;
    private final Clock clock;

    TemplateManagement(
            RequisitionTemplates templates, RequisitionManagement requisitions, ObjectMapper json, Clock clock) {
        this.templates = templates;
        this.requisitions = requisitions;
        this.json = json;
        this.clock = clock;
    }

    /** The actor's own templates by name, and after them the shared ones of others. */
    @Transactional(readOnly = true)
    public List<RequisitionTemplate> of(Actor actor) {
        var all = new ArrayList<>(templates.findByOwnerOrderByName(actor.user().value(), Limit.of(MOST)));
        all.addAll(templates.findBySharedTrueAndOwnerNotOrderByName(actor.user().value(), Limit.of(MOST)));
        return all;
    }

    /**
     * Keeps the content of a requisition under a name.
     *
     * @param source a requisition that the caller may see; its dates are left out
     * @param name up to 100 characters, once a person
     * @param shared whether everybody may start from it
     * @throws NotAllowed when somebody shares who is neither purchasing agent nor administrator
     * @throws org.countersign.shared.RuleViolation for a missing or taken name (422)
     */
    public RequisitionTemplate keep(Requisition source, @Nullable String name, boolean shared, Actor actor) {
        RequisitionManagement.mayRaise(actor);
        if (shared && !mayShare(actor)) {
            throw new NotAllowed("Templates for everybody are kept by purchasing agents and administrators.");
        }
        var owner = actor.user().value();
        var called = name == null ? "" : name.strip();
        new FieldCheck()
                .text(called, "name", 100)
                .that(!templates.existsByOwnerAndName(owner, called), "name", "is taken by another template of yours")
                .demand(PurchasingRule.INVALID_TEMPLATE);
        check(templates.countByOwner(owner) < MOST, PurchasingRule.TOO_MANY_TEMPLATES, MOST);
        return templates.saveAndFlush(new RequisitionTemplate(
                UUID.randomUUID().toString(),
                actor.user(),
                called,
                shared,
                written(requisitions.draftOf(source).withoutDates()),
                clock.instant()));
    }

    /**
     * What a template says, as a draft that is not stored yet.
     *
     * @throws NotFound when there is no such template
     * @throws NotAllowed when it is somebody else's and not shared
     */
    @Transactional(readOnly = true)
    public RequisitionDraft start(String id, Actor actor) {
        RequisitionManagement.mayRaise(actor);
        var template = template(id);
        if (!template.isShared() && !template.owner().equals(actor.user())) {
            throw new NotAllowed("This template belongs to somebody else.");
        }
        try {
            return json.readValue(template.content(), RequisitionDraft.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Template " + id + " cannot be read", e);
        }
    }

    /**
     * Removes the actor's own template; a shared one too, if the actor may share.
     *
     * @throws NotAllowed when it is somebody else's
     */
    public RequisitionTemplate remove(String id, Actor actor) {
        var template = template(id);
        if (!template.owner().equals(actor.user()) && !(template.isShared() && mayShare(actor))) {
            throw new NotAllowed("This template belongs to somebody else.");
        }
        templates.delete(template);
        return template;
    }

    /** Whether the actor may keep templates for everybody. */
    public static boolean mayShare(Actor actor) {
        return actor.isIn(Group.PURCHASING_AGENT, Group.ADMINISTRATOR);
    }

    private RequisitionTemplate template(String id) {
        return templates.findById(id).orElseThrow(() -> new NotFound("template", id));
    }

    private String written(RequisitionDraft draft) {
        try {
            return json.writeValueAsString(draft);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The template cannot be written", e);
        }
    }
}
