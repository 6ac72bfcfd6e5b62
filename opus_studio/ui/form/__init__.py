"""The form: everything that can be set on a model, built from Get Attributes only.

`FormPane` is the widget; `FormState` (no Qt) holds what the user chose, with undo, and turns it
into a `GenerationRequest` and back. This room imports `api.messages`, `ui.theme` and `ui.widgets`;
it knows neither the engine, nor HTTP, nor the library.
"""
