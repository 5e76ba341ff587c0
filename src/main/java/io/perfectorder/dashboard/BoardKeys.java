package io.perfectorder.dashboard;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/** The keyboard of the board, in the browser. */
@Tag("board-keys")
@JsModule("./board/board-keys.ts")
class BoardKeys extends Component {}
