package io.perfectorder.dashboard.files;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.server.streams.UploadHandler;
import io.perfectorder.dashboard.parts.Words;

/** Where a file is dropped or chosen; the browser sends it and shows how far it is. */
@Tag("file-drop")
@JsModule("./board/file-drop.ts")
class FileDrop extends HtmlComponent {

    FileDrop(UploadHandler handler) {
        getElement().setAttribute("target", handler);
    }

    /** Says what to do in the viewer's language; {@code largest} in bytes. */
    void show(Words words, long largest) {
        getElement().setAttribute("largest", String.valueOf(largest));
        for (String key : new String[] {"drop", "choose", "sending", "stop", "too-large", "failed"}) {
            getElement().setAttribute("text-" + key, words.say("files." + key));
        }
    }
}
