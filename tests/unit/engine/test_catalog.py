"""Every model of the catalogue keeps what `quality.md` asks of parameters, words and finishes."""

from __future__ import annotations

import pytest

from opus_studio.engine import catalog
from opus_studio.engine.attributes import describe
from opus_studio.engine.color import NAMED
from opus_studio.engine.materials import FINISHES
from opus_studio.engine.schema import SIZES, STYLES, Model, Options, Request

MODELS = list(catalog.models().values())
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)


@every_model
def test_every_finish_on_offer_exists(model: Model):
    for parameter in model.parameters.values():
        if isinstance(parameter.kind, Options) and parameter.kind.unit == "finish":
            for option in parameter.kind.options:
                base, _, color = option.partition("/")
                assert base in FINISHES, f"{parameter.key}: {option}"
                assert not color or color in NAMED, f"{parameter.key}: {option}"


@every_model
def test_a_model_has_enough_to_choose_from(model: Model):
    assert len(model.slots) >= 3
    assert max(len(slot.assets) for slot in model.slots) >= 3
    assert len(model.parameters) >= 15
    assert len(model.templates) >= 4


@every_model
def test_a_model_knows_all_sizes_and_at_least_three_styles(model: Model):
    words = {tag for slot in model.slots for asset in slot.assets for tag in slot.tags(asset)}
    assert words.issuperset(SIZES)
    assert len(words.intersection(STYLES)) >= 3


@every_model
def test_everything_has_words_for_the_user(model: Model):
    assert model.description
    for slot in model.slots:
        for asset in slot.assets:
            assert asset.description().endswith("."), asset.name
    for parameter in model.parameters.values():
        assert parameter.description.endswith("."), parameter.key
        assert "\n" not in parameter.description


@every_model
def test_names_are_unique_across_slots(model: Model):
    names = [asset.name for slot in model.slots for asset in slot.assets]
    assert len(names) == len(set(names))


@every_model
def test_every_template_and_keyword_resolves(model: Model):
    answer = describe(model.name)[model.name]
    for slot in model.slots:
        for asset in answer[slot.name]["assets"]:
            for word in [*asset["tags"], *asset["templates"], asset["name"]]:
                resolved = catalog.resolve_request(
                    Request(model.name, seed=1, keywords={slot.name: (word,)})
                )
                assert slot.name in resolved.assets


@every_model
def test_an_asset_s_short_name_selects_it(model: Model):
    for slot in model.slots:
        for asset in slot.assets:
            keywords = {slot.name: (slot.short_name(asset),)}
            resolved = catalog.resolve_request(Request(model.name, keywords=keywords))
            assert isinstance(resolved.assets[slot.name], asset)
