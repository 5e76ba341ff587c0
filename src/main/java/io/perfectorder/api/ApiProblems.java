package io.perfectorder.api;

import io.perfectorder.alerting.declared.WrongDeclaration;
import io.perfectorder.pipeline.StoreUnavailable;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What goes wrong in a reading, as RFC 9457 problem documents. */
@RestControllerAdvice(basePackageClasses = ApiProblems.class)
final class ApiProblems {
    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongParameter(WrongParameter wrong) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(wrong.getMessage()));
        problem.setTitle("Wrong parameter");
        return ResponseEntity.badRequest().body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongDeclaration(WrongDeclaration wrong) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(wrong.getMessage()));
        problem.setTitle("Wrong body");
        problem.setProperty(
                "errors",
                wrong.problems().stream()
                        .map(each -> Map.of("line", each.line(), "what", each.what()))
                        .toList());
        return ResponseEntity.badRequest().body(problem);
    }

    @ExceptionHandler({DataAccessException.class, StoreUnavailable.class})
    ResponseEntity<ProblemDetail> storeAway() {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "the store is not available now");
        problem.setTitle("Store not available");
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header("Retry-After", "5")
                .body(problem);
    }
}
