package org.countersign.people.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.countersign.people.DepartmentDetails;
import org.countersign.people.DepartmentMaster;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.web.IfMatch;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Departments over REST. */
@RestController
@Tag(name = "Departments")
@RequestMapping("/api/v1/departments")
class DepartmentController {

    private final DepartmentMaster departments;

    DepartmentController(DepartmentMaster departments) {
        this.departments = departments;
    }

    @Operation(summary = "Lists departments")
    @GetMapping
    PageAnswer<DepartmentDetails> list(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String head,
            @Sortable({"code", "name", "head"}) PageQuery page) {
        return PageAnswer.of(departments.list(code, name, head, page.toPageable()), DepartmentDetails::of);
    }

    @Operation(summary = "Shows a department")
    @GetMapping("/{code}")
    DepartmentDetails one(@PathVariable String code) {
        return DepartmentDetails.of(departments.get(code));
    }

    @Operation(summary = "Adds a department")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<DepartmentDetails> add(@RequestBody DepartmentDetails details, Actor actor) {
        var department = DepartmentDetails.of(departments.add(details, actor));
        return ResponseEntity.created(URI.create("/api/v1/departments/" + department.code()))
                .body(department);
    }

    @Operation(summary = "Replaces a department")
    @PutMapping("/{code}")
    DepartmentDetails change(
            @PathVariable String code, @RequestBody DepartmentDetails details, Actor actor, IfMatch ifMatch) {
        return ifMatch.guard(() -> one(code), () -> DepartmentDetails.of(departments.change(code, details, actor)));
    }
}
