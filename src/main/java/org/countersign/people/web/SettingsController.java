package org.countersign.people.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.countersign.people.PersonalSettings;
import org.countersign.people.SettingsMaster;
import org.countersign.shared.Actor;
import org.countersign.shared.NotFound;
import org.countersign.shared.web.IfMatch;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the caller has chosen for themselves, over REST. */
@RestController
@Tag(name = "People")
@RequestMapping("/api/v1/settings")
class SettingsController {

    private final SettingsMaster settings;

    SettingsController(SettingsMaster settings) {
        this.settings = settings;
    }

    @Operation(summary = "Shows the caller's own language and which mails they want")
    @GetMapping
    PersonalSettings mine(Actor actor) {
        return settings.of(actor)
                .orElseThrow(() -> new NotFound("person", actor.user().value()));
    }

    @Operation(summary = "Replaces the caller's own language and which mails they want")
    @PutMapping
    PersonalSettings change(@RequestBody PersonalSettings chosen, Actor actor, IfMatch ifMatch) {
        return ifMatch.guard(() -> mine(actor), () -> settings.change(chosen, actor));
    }
}
