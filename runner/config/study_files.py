"""Find study files: ``+experiments=NAME`` is ``experiments/NAME.yaml``, here or in the project.

Hydra's search path takes whole folders, and would offer every folder beside ``experiments`` as
a group of choices; this source shows it that one group and nothing else.
"""

from __future__ import annotations

from pathlib import Path

from hydra.core.config_search_path import ConfigSearchPath
from hydra.core.object_type import ObjectType
from hydra.core.plugins import Plugins
from hydra.plugins.config_source import ConfigLoadError, ConfigResult, ConfigSource
from hydra.plugins.search_path_plugin import SearchPathPlugin
from omegaconf import OmegaConf

from runner.config.composition import STUDIES, find_study_folders
from runner.config.vetting import SCHEME
from runner.core import yaml_file
from runner.core.errors import UserError


class StudySource(ConfigSource):
    """The files of one ``experiments`` folder as the choices of the group ``experiments``."""

    @staticmethod
    def scheme() -> str:
        """As in ``studies:///folder``."""
        return SCHEME

    def load_config(self, config_path: str) -> ConfigResult:
        """Read a study's file."""
        if not self.is_config(config_path):
            raise ConfigLoadError(f"Config not found : {config_path}")
        try:
            yaml_file.check_yaml_file(self._file(config_path))
            content = OmegaConf.load(self._file(config_path))  # an error in it names the file
        except OSError as error:
            if error.errno is not None:
                raise
            raise UserError(
                f"{self._file(config_path)} holds a single value: a study has keys, as sweep.arms."
            ) from None
        return ConfigResult(self.provider, self.full_path(), content, {"package": "_global_"})  # keys as in a command

    def available(self) -> bool:
        """Whether the folder is there."""
        return Path(self.path).is_dir()

    def is_group(self, config_path: str) -> bool:
        """Only ``experiments``."""
        return config_path in ("", STUDIES)

    def is_config(self, config_path: str) -> bool:
        """Whether ``experiments/NAME`` is a file."""
        return Path(config_path).parent == Path(STUDIES) and self._file(config_path).is_file()

    def list(self, config_path: str, results_filter: ObjectType | None) -> list[str]:
        """The group, or the studies in it."""
        if not config_path:
            return [STUDIES] if results_filter != ObjectType.CONFIG else []
        if config_path != STUDIES or results_filter == ObjectType.GROUP:
            return []
        return sorted(file.stem for file in Path(self.path).glob("*.yaml"))

    def _file(self, config_path: str) -> Path:
        return Path(self.path, Path(self._normalize_file_name(config_path)).name)


class StudyPath(SearchPathPlugin):
    """Puts the ``experiments`` folders on Hydra's search path, the one in the working folder first."""

    def manipulate_search_path(self, search_path: ConfigSearchPath) -> None:
        """Append them."""
        for folder in find_study_folders():
            search_path.append(provider="runner", path=f"{SCHEME}://{folder}")


def register() -> None:
    """Make studies known to Hydra."""
    for plugin in (StudySource, StudyPath):
        Plugins.instance().register(plugin)
