"""The speech models that Hotseat knows by name: where they come from, what they hold."""

from dataclasses import dataclass

ENGLISH = "en"
MANY = "99 languages"

WEIGHTS = "model.bin"
# Without its tokenizer a model would be looked for on the network.
NEEDED = (WEIGHTS, "config.json", "tokenizer.json")
# One of these lies beside them; which one depends on when the model was converted.
VOCABULARIES = ("vocabulary.txt", "vocabulary.json")
EXTRAS = ("preprocessor_config.json",)
TINY_EN_SHA256 = "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"


@dataclass(frozen=True, slots=True)
class Known:
    """A model that can be downloaded by its name.

    `repo` and `revision` name a fixed state of it on a model hub; `size` in bytes and `sha256` are
    those of its weights. With "" for a revision the newest is taken, with "" for a hash the one
    that the hub tells.
    """

    name: str
    repo: str
    revision: str = ""
    size: int = 0
    sha256: str = ""

    @property
    def english_only(self) -> bool:
        """Say whether the model writes English only."""
        return self.name.endswith(".en")


def _systran(name: str, revision: str, size: int, sha256: str) -> Known:
    return Known(name, f"Systran/faster-whisper-{name}", revision, size, sha256)


# From the smallest to the largest.
KNOWN = (
    _systran(
        "tiny.en",
        "0d3d19a32d3338f10357c0889762bd8d64bbdeba",
        75_537_502,
        TINY_EN_SHA256,
    ),
    _systran(
        "tiny",
        "d90ca5fe260221311c53c58e660288d3deb8d356",
        75_538_270,
        "dcb76c6586fc06cbdac6dd21f14cfd129cc4cdd9dce19bf4ffa62e59cbe6e6d1",
    ),
    _systran(
        "base.en",
        "3d3d5dee26484f91867d81cb899cfcf72b96be6c",
        145_216_508,
        "2a166925539a16005f14ff328359f9b9adb9dc4fb631bb3b227526862e93e2ef",
    ),
    _systran(
        "base",
        "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66",
        145_217_532,
        "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    ),
    _systran(
        "small.en",
        "d1d751a5f8271d482d14ca55d9e2deeebbae577f",
        483_545_366,
        "62b2a45b05ee59acb4a5341b33ee35e041395d378d418a18acfe4c9e768ee37a",
    ),
    _systran(
        "small",
        "536b0662742c02347bc0e980a01041f333bce120",
        483_546_902,
        "3e305921506d8872816023e4c273e75d2419fb89b24da97b4fe7bce14170d671",
    ),
    _systran(
        "medium.en",
        "a29b04bd15381511a9af671baec01072039215e3",
        1_527_904_330,
        "11b220779aea4c6f3ce9d2549c8a95ea869ed84066864b999531ef53e594fe5b",
    ),
    _systran(
        "medium",
        "08e178d48790749d25932bbc082711ddcfdfbc4f",
        1_527_906_378,
        "9b45e1009dcc4ab601eff815b61d80e60ce3fd8c74c1a14f4a282258286b51ae",
    ),
    _systran(
        "large-v3",
        "edaa852ec7e145841d8ffdb056a99866b5f0a478",
        3_087_284_237,
        "69f74147e3334731bc3a76048724833325d2ec74642fb52620eda87352e3d4f1",
    ),
)


def known(name: str) -> Known | None:
    """Return what is known of a model, by its name."""
    return next((model for model in KNOWN if model.name == name), None)
